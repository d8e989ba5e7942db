using System.Globalization;
using Coalmine.Conformance.EndToEnd;

namespace Coalmine.Conformance.LiveDemo;

/// <summary>What the user asked of the demonstration.</summary>
/// <param name="Canary">What the canary is like.</param>
/// <param name="Seed">Seed of the traffic and the answers.</param>
internal sealed record DemoOptions(CanaryKind Canary, ulong Seed)
{
    /// <summary>The first word on the command line.</summary>
    public const string Verb = "livedemo";

    private static readonly string Usage =
        $"Allowed: {Verb} [--canary {string.Join('|', Enum.GetNames<CanaryKind>().Select(name => name.ToLowerInvariant()))}] [--seed 1].";

    /// <summary>Reads the arguments after the verb.</summary>
    /// <exception cref="RefusedException">They are not of the form of the usage line.</exception>
    public static DemoOptions Parse(IReadOnlyList<string> arguments)
    {
        DemoOptions options = new(CanaryKind.Sound, 1);
        for (int i = 0; i < arguments.Count; i += 2)
            options = options.With(arguments[i], i + 1 < arguments.Count ? arguments[i + 1] : throw Refuse($"{arguments[i]} without a value"));
        return options;
    }

    private DemoOptions With(string option, string value) => option switch
    {
        "--canary" when value.All(char.IsAsciiLetterLower) && Enum.TryParse(value, ignoreCase: true, out CanaryKind canary) => this with { Canary = canary },
        "--seed" when ulong.TryParse(value, CultureInfo.InvariantCulture, out ulong seed) => this with { Seed = seed },
        _ => throw Refuse($"'{option} {value}'"),
    };

    private static RefusedException Refuse(string read) => new($"Read {read}. {Usage}");
}
