using System.Diagnostics;
using System.Text;

namespace DicomActors.Launcher;

/// <summary>A child process that ran to its end, with what it wrote.</summary>
internal sealed record ProgramRun(int ExitCode, string Output)
{
    /// <summary>Runs a program with nothing on its standard input and collects both of its outputs in the order they came.</summary>
    public static async Task<ProgramRun> CollectAsync(string program, IEnumerable<string> arguments, string folder, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        var output = new StringBuilder();
        void Append(object sender, DataReceivedEventArgs line)
        {
            if (line.Data is not null)
            {
                lock (output)
                {
                    output.AppendLine(line.Data);
                }
            }
        }

        using var process = Process.Start(start) ?? throw new LauncherException(Launcher.ExitCode.Usage, $"{program} could not be started.");
        process.OutputDataReceived += Append;
        process.ErrorDataReceived += Append;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        return new ProgramRun(process.ExitCode, output.ToString());
    }
}
