using Microsoft.Extensions.Options;

namespace DicomActors.Hosting;

/// <summary>Finds everything that is wrong with the options at once, before anything starts.</summary>
internal sealed class DicomActorsOptionsValidation : IValidateOptions<DicomActorsOptions>
{
    public ValidateOptionsResult Validate(string? name, DicomActorsOptions options)
    {
        List<string> failures = [];
        Check(options.Listeners, nameof(options.Listeners), static listener => listener.Validate(), static listener => listener.Name, failures);
        Check(options.Peers, nameof(options.Peers), static peer => _ = peer.ToPeer(), static peer => peer.Name, failures);
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static void Check<T>(IList<T> options, string list, Action<T> validate, Func<T, string> nameOf, List<string> failures)
    {
        HashSet<string> names = new(StringComparer.Ordinal);
        for (var i = 0; i < options.Count; i++)
        {
            try
            {
                validate(options[i]);
                if (!names.Add(nameOf(options[i])))
                {
                    failures.Add($"{list}[{i}].Name: '{nameOf(options[i])}' is there twice; give each a name of its own.");
                }
            }
            catch (ArgumentException exception)
            {
                failures.Add($"{list}[{i}]: {exception.Message}");
            }
        }
    }
}
