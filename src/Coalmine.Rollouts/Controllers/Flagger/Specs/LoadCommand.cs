using System.Globalization;

namespace Coalmine.Rollouts.Controllers.Flagger.Specs;

/// <summary>
/// A command that makes requests, as Flagger's load tester runs it in the background (fluxcd/flagger 15bd6ad5, <c>pkg/loadtester</c>: one that is still running
/// is not started again). Told from the command alone are <c>hey</c> (<c>-q</c> a second and worker, <c>-c</c> workers, <c>-z</c> duration, else <c>-n</c>
/// requests), <c>ghz</c> (<c>--rps</c>, <c>--duration</c>), <c>k6</c> (<c>--rps</c>, <c>--duration</c>), <c>fortio</c> (<c>-qps</c>, <c>-t</c>) and
/// <c>wrk2</c> (<c>-R</c>, <c>-d</c>). A command without a limit on its rate is as fast as what it asks, which no command tells.
/// </summary>
/// <param name="Tool">The program.</param>
/// <param name="Address">Whom it asks, as written; empty where the command does not say.</param>
/// <param name="RequestsPerSecond">Requests a second; nothing where the command does not tell.</param>
/// <param name="Duration">For how long; nothing where the command does not tell.</param>
public sealed record LoadCommand(string Tool, string Address, double? RequestsPerSecond, TimeSpan? Duration)
{
    private const double MostSeconds = 1e6;

    private static readonly Dictionary<string, Flags> Known = new(StringComparer.Ordinal)
    {
        ["hey"] = new(["q"], ["z"], "n", "c", 200, 50),
        ["ghz"] = new(["rps", "r"], ["duration", "z"], "n", "", 200, 1),
        ["k6"] = new(["rps"], ["duration", "d"], "", "", 0, 1),
        ["fortio"] = new(["qps"], ["t"], "", "", 0, 1) { UsualRate = 8, UsualDuration = TimeSpan.FromSeconds(5) },
        ["wrk2"] = new(["R", "rate"], ["d", "duration"], "", "", 0, 1),
    };

    private static readonly string[] Untold = ["wrk", "ab", "siege", "vegeta", "locust", "artillery", "bombardier", "oha", "autocannon", "jmeter", "gatling"];

    /// <summary>Whether it asks a host by a name, such as that of the canary's own service.</summary>
    /// <param name="name">The name: the first label of the host.</param>
    public bool Asks(string name)
    {
        ReadOnlySpan<char> host = Address;
        if (host.IndexOf("://", StringComparison.Ordinal) is >= 0 and int scheme)
            host = host[(scheme + 3)..];
        int end = host.IndexOfAny(".:/?");
        return (end < 0 ? host : host[..end]).SequenceEqual(name);
    }

    /// <summary>Reads a command; nothing where it names no program that makes load.</summary>
    /// <param name="command">The command, as a shell would read it up to the first separator.</param>
    /// <param name="type">How it is run: only in the background is its rate of any use, since otherwise the tick waits for its end.</param>
    public static LoadCommand? Of(string command, string type)
    {
        ArgumentNullException.ThrowIfNull(command);
        string[] words = command.Split((char[])[' ', '\t', '\r', '\n', '"', '\'', '\\'], StringSplitOptions.RemoveEmptyEntries);
        int place = Array.FindIndex(words, word => Known.ContainsKey(NameOf(word)) || Untold.Contains(NameOf(word)));
        if (place < 0)
            return null;
        string tool = NameOf(words[place]);
        string[] rest = [.. words.Skip(place + 1).TakeWhile(word => word is not ("&&" or "||" or "|" or ";" or "&"))];
        string address = rest.LastOrDefault(word => word.Contains("://", StringComparison.Ordinal)) ?? rest.LastOrDefault(IsHost) ?? "";
        return Known.TryGetValue(tool, out Flags? flags) && type is "" or "cmd"
            ? Measured(tool, address, flags!, rest)
            : new LoadCommand(tool, address, null, null);
    }

    private static LoadCommand Measured(string tool, string address, Flags flags, string[] words)
    {
        double workers = flags.Workers.Length == 0 ? 1 : Number(words, [flags.Workers]) ?? flags.UsualWorkers;
        double? rate = (Number(words, flags.Rate) ?? flags.UsualRate) is > 0 and var each ? each * workers : null;
        TimeSpan? duration = Value(words, flags.Duration) is { } written ? Length(written) : flags.UsualDuration;
        if (duration is null && Value(words, flags.Duration) is null && flags.Total.Length > 0 && rate is { } known)
            duration = Seconds((Number(words, [flags.Total, "total"]) ?? flags.UsualTotal) / known);
        return new LoadCommand(tool, address, rate, duration > TimeSpan.Zero ? duration : null);
    }

    // Programs may be named with their folder.
    private static string NameOf(string word) => word[(word.LastIndexOf('/') + 1)..];

    // An address without a scheme, as for gRPC: a name with a port.
    private static bool IsHost(string word) => !word.StartsWith('-') && word.LastIndexOf(':') is > 0 and int colon
        && int.TryParse(word.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out _);

    private static double? Number(string[] words, string[] names) =>
        double.TryParse(Value(words, names), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value)
            ? value
            : null;

    private static TimeSpan? Length(string written)
    {
        bool isNumber = double.TryParse(written, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double seconds);
        return isNumber ? Seconds(seconds) : GoDuration.Read(written);
    }

    private static TimeSpan? Seconds(double seconds) => seconds is > 0 and < MostSeconds ? TimeSpan.FromSeconds(seconds) : null;

    // `-z 1m`, `-z=1m` and `--duration=1m`; the last one counts.
    private static string? Value(string[] words, string[] names)
    {
        string? value = null;
        for (int i = 0; i < words.Length; i++)
        {
            if (!words[i].StartsWith('-'))
                continue;
            string flag = words[i].TrimStart('-');
            int equals = flag.IndexOf('=', StringComparison.Ordinal);
            if (names.Contains(equals < 0 ? flag : flag[..equals]))
                value = equals >= 0 ? flag[(equals + 1)..] : i + 1 < words.Length ? words[i + 1] : null;
        }

        return value;
    }

    /// <summary>Which flags say how many requests a program makes.</summary>
    /// <param name="Rate">The rate: of each worker where there are workers.</param>
    /// <param name="Duration">The duration.</param>
    /// <param name="Total">The number of requests, used without a duration; empty where there is none.</param>
    /// <param name="Workers">The workers that share nothing of the rate; empty where the rate is that of all.</param>
    /// <param name="UsualTotal">Requests where the flag is not given.</param>
    /// <param name="UsualWorkers">Workers where the flag is not given.</param>
    private sealed record Flags(string[] Rate, string[] Duration, string Total, string Workers, double UsualTotal, double UsualWorkers)
    {
        /// <summary>The rate where no flag says it; nothing where there is then no limit.</summary>
        public double? UsualRate { get; init; }

        /// <summary>The duration where no flag says it.</summary>
        public TimeSpan? UsualDuration { get; init; }
    }
}
