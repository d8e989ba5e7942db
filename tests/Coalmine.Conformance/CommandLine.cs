using Coalmine.Conformance.Calibration;
using Coalmine.Conformance.FalseAlarms;
using Coalmine.Conformance.Fits;
using Coalmine.Conformance.Fuzzing;
using Coalmine.Conformance.Kills;
using Coalmine.Conformance.LiveDemo;

namespace Coalmine.Conformance;

/// <summary>What the user asked for.</summary>
/// <param name="Suite">The kind of cases.</param>
/// <param name="File">The file of cases; a folder for <c>import</c>.</param>
/// <param name="Only">The names to run; none means all.</param>
internal sealed record CommandLine(Suite Suite, string File, IReadOnlySet<string> Only)
{
    private static readonly string Usage =
        $"Allowed: SUITE FILE [--only a,b] [--mode 2|3], import FOLDER, {CalibrationOptions.Verb}, {FalseAlarmOptions.Verb}, {FitOptions.Verb}, {FuzzOptions.Verb}, "
        + $"{KillOptions.Verb} or {DemoOptions.Verb}; "
        + $"SUITE is one of: {string.Join(", ", Suite.All.Keys)}. --help says more.";

    /// <summary>Which line of Prometheus a script of the suite promql is meant for: 2 or 3.</summary>
    public int Mode { get; private init; } = 2;

    /// <summary>Reads the arguments.</summary>
    /// <exception cref="RefusedException">They are not of the form of the usage line.</exception>
    public static CommandLine Parse(IReadOnlyList<string> arguments)
    {
        var positional = new List<string>();
        var only = new HashSet<string>(StringComparer.Ordinal);
        int mode = 2;
        for (int i = 0; i < arguments.Count; i++)
        {
            string argument = arguments[i];
            if (argument == "--only")
                Collect(only, i + 1 < arguments.Count ? arguments[++i] : throw Refuse("--only without names"));
            else if (argument.StartsWith("--only=", StringComparison.Ordinal))
                Collect(only, argument["--only=".Length..]);
            else if (argument == "--mode")
                mode = ModeOf(i + 1 < arguments.Count ? arguments[++i] : "");
            else if (argument.StartsWith("--mode=", StringComparison.Ordinal))
                mode = ModeOf(argument["--mode=".Length..]);
            else if (argument.StartsWith('-'))
                throw Refuse($"the option '{argument}'");
            else
                positional.Add(argument);
        }

        if (positional.Count != 2)
            throw Refuse(positional.Count == 0 ? "no arguments" : $"'{string.Join(' ', positional)}'");
        if (!Suite.All.TryGetValue(positional[0], out Suite? suite))
            throw Refuse($"the suite '{positional[0]}'");
        return new CommandLine(suite, positional[1], only) { Mode = mode };
    }

    /// <summary>Whether a name is asked for.</summary>
    public bool Wants(string name) => Only.Count == 0 || Only.Contains(name);

    /// <summary>Refuses names of <c>--only</c> that mean nothing, so that a misspelt one does not pass by running no case.</summary>
    /// <exception cref="RefusedException">A name is not among the known ones.</exception>
    public void RefuseNamesOutside(IEnumerable<string> known)
    {
        string[] unknown = Only.Except(known).Order(StringComparer.Ordinal).ToArray();
        if (unknown.Length > 0)
            throw Refuse($"--only '{string.Join(',', unknown)}', which neither the file nor the runner knows");
    }

    private static void Collect(HashSet<string> only, string names)
    {
        foreach (string name in names.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            only.Add(name);
        if (only.Count == 0)
            throw Refuse("--only without names");
    }

    private static int ModeOf(string text) => text switch
    {
        "2" => 2,
        "3" => 3,
        _ => throw Refuse($"--mode '{text}', which is neither 2 nor 3"),
    };

    private static RefusedException Refuse(string read) => new($"Read {read}. {Usage}");
}
