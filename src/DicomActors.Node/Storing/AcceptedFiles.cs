using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using DicomActors.Node.CommandLine;

namespace DicomActors.Node.Storing;

/// <summary>
/// The report file of <c>--resume</c>: a JSON line for each file a peer has accepted. A line is with the operating system when
/// <see cref="Add"/> returns, so that it survives the end of this process however sudden, and on the disk when <see cref="Flush"/> or
/// <see cref="Dispose"/> return. Used by one thread at a time.
/// </summary>
internal sealed class AcceptedFiles : IDisposable
{
    private const string FirstName = "peer";

    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly byte[] LineStart = Encoding.UTF8.GetBytes($"{{\"{FirstName}\":\"");

    private readonly FileStream _file;
    private readonly string _peer;
    private readonly HashSet<Key> _known = [];
    private bool _isDirty;

    private AcceptedFiles(FileStream file, string peer)
    {
        _file = file;
        _peer = peer;
    }

    /// <summary>Opens or makes the file, and reads what it says of this peer.</summary>
    /// <exception cref="VerbException">It cannot be opened, another process writes it, or it is something else.</exception>
    public static AcceptedFiles Open(string path, Peer peer)
    {
        FileStream file;
        try
        {
            // Unbuffered: each line is one write. Not shared: two runs would send the same twice.
            file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new VerbException(ExitCode.BadInput, $"--resume {path}: {problem.Message}", problem);
        }

        try
        {
            var accepted = new AcceptedFiles(file, $"{peer.CalledAETitle}@{peer}");
            accepted.Read(path);
            return accepted;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Whether the peer has the file, in the state it is in now.</summary>
    public bool Contains(StoreFile file) => _known.Contains(Key.Of(file));

    /// <summary>The peer has it.</summary>
    /// <exception cref="IOException">It cannot be written down.</exception>
    public void Add(StoreFile file)
    {
        var key = Key.Of(file);
        using var line = new MemoryStream();
        using (var json = new Utf8JsonWriter(line, Readable))
        {
            json.WriteStartObject();
            json.WriteString(FirstName, _peer);
            json.WriteString("file", key.Path);
            json.WriteString("instance", key.Instance);
            json.WriteNumber("length", key.Length);
            json.WriteString("modified", key.Modified);
            json.WriteEndObject();
        }

        line.WriteByte((byte)'\n');
        _file.Write(line.GetBuffer().AsSpan(0, (int)line.Length));
        _isDirty = true;
        _known.Add(key);
    }

    /// <summary>Puts on the disk what was added.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void Flush()
    {
        if (_isDirty)
        {
            _file.Flush(flushToDisk: true);
            _isDirty = false;
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        try
        {
            Flush();
        }
        finally
        {
            _file.Dispose();
        }
    }

    private void Read(string path)
    {
        using var reader = new StreamReader(_file, Encoding.UTF8, detectEncodingFromByteOrderMarks: false, bufferSize: 1 << 16, leaveOpen: true);
        for (var number = 1; reader.ReadLine() is { } line; number++)
        {
            if (Parse(line) is { } entry)
            {
                if (entry.Peer == _peer)
                {
                    _known.Add(entry.Key);
                }
            }
            else if (reader.EndOfStream && !EndsWithLine() && IsCutShort(line))
            {
                // A process that was killed may have left a part of its last line: that file is sent again.
                _file.SetLength(_file.Length - Encoding.UTF8.GetByteCount(line));
            }
            else
            {
                throw new VerbException(ExitCode.BadInput, string.Create(
                    CultureInfo.InvariantCulture, $"--resume {path}: line {number} is no record of a store. Is it another file? It was not changed."));
            }
        }

        if (!EndsWithLine())
        {
            _file.WriteByte((byte)'\n');
        }

        _file.Seek(0, SeekOrigin.End);
    }

    private bool EndsWithLine()
    {
        if (_file.Length == 0)
        {
            return true;
        }

        _file.Seek(-1, SeekOrigin.End);
        return _file.ReadByte() == '\n';
    }

    private static bool IsCutShort(string line)
    {
        var bytes = Encoding.UTF8.GetBytes(line);
        var common = Math.Min(bytes.Length, LineStart.Length);
        return bytes.AsSpan(0, common).SequenceEqual(LineStart.AsSpan(0, common));
    }

    private static (string Peer, Key Key)? Parse(string line)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            var entry = json.RootElement;
            return (entry.GetProperty(FirstName).GetString()!, new Key(
                entry.GetProperty("file").GetString()!, entry.GetProperty("instance").GetString()!,
                entry.GetProperty("length").GetInt64(), entry.GetProperty("modified").GetDateTime()));
        }
        catch (Exception problem) when (problem is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }

    /// <summary>A file as it was when it was sent: one that was changed since is another one.</summary>
    private sealed record Key(string Path, string Instance, long Length, DateTime Modified)
    {
        public static Key Of(StoreFile file) => new(
            System.IO.Path.GetFullPath(file.Path), file.Content.SopInstanceUid.Value, file.Length, File.GetLastWriteTimeUtc(file.Path));
    }
}
