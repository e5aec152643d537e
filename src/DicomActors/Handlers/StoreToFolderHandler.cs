using System.Globalization;
using System.Text;
using DicomActors.Protocol.Associations;
using DicomActors.Protocol.Content;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;
using DicomActors.Protocol.StateMachine;

namespace DicomActors.Handlers;

/// <summary>
/// Keeps what peers store in a folder, one Part 10 file per instance: <c>{SOPInstanceUID}.dcm</c>. Success is answered only
/// after the file is durable under its name; an instance that comes again replaces the file. The bytes go from the connection to
/// the file as they arrive.
/// </summary>
public sealed class StoreToFolderHandler : DicomRequestHandler
{
    private const int LongestName = 200;

    private readonly string _folder;

    /// <summary>Creates the handler, and the folder if it is not there.</summary>
    /// <param name="folder">Where the files go.</param>
    /// <exception cref="IOException">The folder cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be made.</exception>
    public StoreToFolderHandler(string folder)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        _folder = Directory.CreateDirectory(folder).FullName;
    }

    /// <summary>The file an instance is kept in.</summary>
    /// <remarks>
    /// The name is the UID. A text that is no UID is never trusted as a file name: it is marked, and every character but letters,
    /// digits, <c>.</c>, <c>-</c> is written as its code, so that no two texts give the same name and none leaves the folder.
    /// </remarks>
    public string GetPath(Uid sopInstanceUid) => Path.Combine(_folder, NameOf(sopInstanceUid) + ".dcm");

    /// <inheritdoc/>
    public override ValueTask<ContentSink?> OpenSinkAsync(InboundExchange exchange, CancellationToken cancellationToken)
    {
        var content = ((CStoreRequest)exchange.Request).Content;
        if (content.SopInstanceUid.IsEmpty || NameOf(content.SopInstanceUid).Length > LongestName)
        {
            exchange.Respond(DimseStatus.InvalidSopInstance);
            return new ValueTask<ContentSink?>((ContentSink?)null);
        }

        var meta = new FileMetaInformation(content.SopClassUid, content.SopInstanceUid, content.TransferSyntax)
        {
            SendingApplicationEntityTitle = exchange.Association.PeerAETitle,
            ReceivingApplicationEntityTitle = OwnAETitle(exchange.Association),
        };
        return new ValueTask<ContentSink?>(new FileContentSink(GetPath(content.SopInstanceUid), meta));
    }

    /// <inheritdoc/>
    public override void Handle(InboundExchange exchange) => exchange.Respond(DimseStatus.Success);

    private static string OwnAETitle(Association association) =>
        association.Role == AssociationRole.Acceptor ? association.CalledAETitle : association.CallingAETitle;

    private static string NameOf(Uid uid)
    {
        if (uid.IsValid)
        {
            return uid.Value;
        }

        var name = new StringBuilder("not-a-uid-");
        foreach (var character in uid.Value)
        {
            if (char.IsAsciiLetterOrDigit(character) || character is '.' or '-')
            {
                name.Append(character);
            }
            else
            {
                name.Append(CultureInfo.InvariantCulture, $"_{(int)character:x4}");
            }
        }

        return name.ToString();
    }
}
