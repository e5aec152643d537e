using System.Text;

namespace DicomActors.Node.Completion;

/// <summary>
/// Writes scripts that teach shells what can be typed. They hold all words themselves: pressing the tabulator starts no program.
/// </summary>
internal static class CompletionScript
{
    private static readonly Dictionary<string, Func<IReadOnlyList<VerbWords>, string>> Writers = new()
    {
        ["bash"] = Bash, ["zsh"] = Zsh, ["fish"] = Fish, ["pwsh"] = PowerShell,
    };

    /// <summary>The shells there are scripts for.</summary>
    public static IReadOnlyCollection<string> Shells => Writers.Keys;

    /// <summary>The script for a shell.</summary>
    public static string For(string shell, IReadOnlyList<VerbWords> verbs) => Writers[shell](verbs).ReplaceLineEndings("\n");

    private static string Bash(IReadOnlyList<VerbWords> verbs) => $$"""
        # Completion of dicomactors for bash. Now: source <(./dicomactors completion bash)
        # For good: ./dicomactors completion bash > ~/.local/share/bash-completion/completions/dicomactors
        _dicomactors() {
          local current=${COMP_WORDS[COMP_CWORD]} verb='' i words=''
          for ((i = 1; i < COMP_CWORD; i++)); do
            case "$verb ${COMP_WORDS[i]}" in
              {{Steps(verbs)}}) verb="${verb:+$verb }${COMP_WORDS[i]}" ;;
            esac
          done
          COMPREPLY=()
          case "$verb ${COMP_WORDS[COMP_CWORD-1]}" in
        {{Lines(Valued(verbs), "    ", option => $"'{option.Verb} {option.Word.Text}') words='{string.Join(' ', option.Word.Values)}' ;;")}}
            *)
              case "$verb ${current:0:1}" in
        {{Lines(verbs, "        ", verb => $"'{verb.Verb} -') words='{Join(verb.Options)}' ;;")}}
        {{Lines(verbs.Where(static verb => verb.Verbs.Count > 0), "        ", verb => $"'{verb.Verb} '*) words='{Join(verb.Verbs)}' ;;")}}
              esac ;;
          esac
          # Without words of ours bash offers files.
          [ -n "$words" ] && mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current")
        }
        complete -o default -F _dicomactors dicomactors

        """;

    private static string Zsh(IReadOnlyList<VerbWords> verbs) => $$"""
        #compdef dicomactors
        # Completion of dicomactors for zsh, after compinit. Now: source <(./dicomactors completion zsh)
        # For good: ./dicomactors completion zsh > a folder of $fpath/_dicomactors
        _dicomactors() {
          local verb='' i
          local -a verbs options
          for ((i = 2; i < CURRENT; i++)); do
            case "$verb $words[i]" in
              {{Steps(verbs)}}) verb="${verb:+$verb }$words[i]" ;;
            esac
          done
          case "$verb $words[CURRENT-1]" in
        {{Lines(Valued(verbs), "    ", option => $"'{option.Verb} {option.Word.Text}') compadd -- {string.Join(' ', option.Word.Values)}; return ;;")}}
          esac
          case "$verb" in
        {{Lines(verbs, "    ", verb => $"'{verb.Verb}') verbs=({Described(verb.Verbs)}) options=({Described(verb.Options)}) ;;")}}
          esac
          if [[ $PREFIX == -* ]]; then
            _describe -o option options
          elif (( $#verbs )); then
            _describe verb verbs
          else
            _files
          fi
        }
        compdef _dicomactors dicomactors

        """;

    private static string Fish(IReadOnlyList<VerbWords> verbs) => $$"""
        # Completion of dicomactors for fish. Now: ./dicomactors completion fish | source
        # For good: ./dicomactors completion fish > ~/.config/fish/completions/dicomactors.fish
        function __dicomactors_verb
          set -l verb ''
          for word in (commandline -opc)[2..-1]
            switch "$verb $word"
              case {{Steps(verbs, " ")}}
                set verb (string trim "$verb $word")
            end
          end
          echo $verb
        end
        {{Lines(verbs, "", verb => FishVerb(verb).TrimEnd('\n'))}}

        """;

    private static string FishVerb(VerbWords verb)
    {
        var lines = new StringBuilder();
        var here = $"complete -c dicomactors -n 'test (__dicomactors_verb) = \"{verb.Verb}\"'";
        foreach (var word in verb.Verbs)
        {
            lines.Append($"{here} -f -a {word.Text} -d '{Quoted(word.Description, "\\'")}'\n");
        }

        foreach (var word in verb.Options)
        {
            var values = word.Values.Count > 0 ? $" -x -a '{string.Join(' ', word.Values)}'" : "";
            lines.Append($"{here} -l {word.Text.TrimStart('-')}{values} -d '{Quoted(word.Description, "\\'")}'\n");
        }

        return lines.ToString();
    }

    private static string PowerShell(IReadOnlyList<VerbWords> verbs) => $$"""
        # Completion of dicomactors for PowerShell. Now: ./dicomactors completion pwsh | Out-String | Invoke-Expression
        # For good: put that line into $PROFILE.
        Register-ArgumentCompleter -Native -CommandName dicomactors, dicomactors.cmd -ScriptBlock {
          param($wordToComplete, $commandAst, $cursorPosition)
          $verbs = @{
        {{Lines(verbs, "    ", verb => $"'{verb.Verb}' = '{Join(verb.Verbs)}'.Split(' ', [StringSplitOptions]::RemoveEmptyEntries)")}}
          }
          $options = @{
        {{Lines(verbs, "    ", verb => $"'{verb.Verb}' = '{Join(verb.Options)}'.Split(' ')")}}
          }
          $values = @{
        {{Lines(Valued(verbs), "    ", option => $"'{option.Verb} {option.Word.Text}' = '{string.Join(' ', option.Word.Values)}'.Split(' ')")}}
          }
          $typed = @($commandAst.CommandElements | Select-Object -Skip 1 | Where-Object { $_.Extent.EndOffset -lt $cursorPosition } | ForEach-Object { $_.ToString() })
          $verb = ''
          foreach ($word in $typed) { if ($verbs[$verb] -contains $word) { $verb = "$verb $word".Trim() } }
          $last = if ($typed.Count) { $typed[-1] } else { '' }
          $words = if ($values.ContainsKey("$verb $last")) { $values["$verb $last"] } elseif ($wordToComplete.StartsWith('-')) { $options[$verb] } else { $verbs[$verb] }
          $words | Where-Object { $_ -like "$wordToComplete*" } | ForEach-Object { [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_) }
        }

        """;

    /// <summary>Each verb as what was typed before and what comes now: <c>' peers'</c>, <c>'peers pause'</c>.</summary>
    private static string Steps(IReadOnlyList<VerbWords> verbs, string between = " | ") =>
        string.Join(between, verbs.SelectMany(static verb => verb.Verbs.Select(word => $"'{verb.Verb} {word.Text}'")));

    private static IEnumerable<(string Verb, Word Word)> Valued(IReadOnlyList<VerbWords> verbs) =>
        verbs.SelectMany(static verb => verb.Options.Where(static word => word.Values.Count > 0).Select(word => (verb.Verb, word)));

    private static string Join(IReadOnlyList<Word> words) => string.Join(' ', words.Select(static word => word.Text));

    private static string Described(IReadOnlyList<Word> words) =>
        string.Join(' ', words.Select(static word => $"'{word.Text}:{Quoted(word.Description, "'\\''")}'"));

    private static string Lines<T>(IEnumerable<T> items, string indent, Func<T, string> line) => string.Join('\n', items.Select(item => indent + line(item)));

    /// <summary>Between single quotes, where only their kind needs care.</summary>
    private static string Quoted(string text, string quote) => text.Replace("'", quote, StringComparison.Ordinal);
}
