using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Coalmine.Statistics.Power;
using Coalmine.Workbench.Detectability;

namespace Coalmine.Cli.Commands;

/// <summary>Numbers in place of a policy and a scenario: a rate, an effect, and how they are watched.</summary>
internal sealed class PowerNumbers
{
    private const double MostPerSecond = 10_000_000;

    private static readonly (string Word, PowerMethod Method)[] Methods =
    [
        ("sequential", PowerMethod.Sequential), ("fixed", PowerMethod.Fixed), ("group-sequential", PowerMethod.GroupSequential), ("sprt", PowerMethod.Sprt),
    ];

    private readonly Option<double?> _requests = new("--rps")
    {
        Description = "Requests per second of both arms together.",
        HelpName = "N",
        CustomParser = ParseRequests,
    };

    private readonly Option<double?> _weight = NumberOptions.Share("--weight", "The canary's share of them, such as 10%.", 0, 1);
    private readonly Option<string?> _metric = new("--metric")
    {
        Description = "accuracy or conversion (which may fall), errors or slow (the share of answers over a limit; may rise).",
        HelpName = "METRIC",
    };

    private readonly Option<double?> _rate = NumberOptions.Share("--rate", "Its value today, such as 96%.", 0, 1);
    private readonly Option<string?> _by = new("--by")
    {
        Description = "How much worse, in points (1pp) or as a part of today's value (20%).",
        HelpName = "EFFECT",
    };

    private readonly Option<string?> _margin = new("--margin")
    {
        Description = "How much worse is still allowed, written like --by; nothing otherwise.",
        HelpName = "EFFECT",
    };

    private readonly Option<PowerMethod?> _method = new("--method")
    {
        Description = "How harm is looked for; sequential otherwise. fixed is one look, which every answer is compared with.",
        HelpName = "sequential|fixed|group-sequential|sprt",
        CustomParser = ParseMethod,
    };

    private readonly Option<double?> _risk = NumberOptions.Share("--risk", "One-sided risk of a false alarm; 5% otherwise.", 0, 0.5);
    private readonly Option<long> _looks = NumberOptions.Time("--looks", "Time between two looks; 15s otherwise.");
    private readonly Option<double?> _labels = NumberOptions.Share("--labels", "Share of the answers that get a label; all of them otherwise.", 0, 1.0000001);
    private readonly Option<LabelDelay?> _delay = new("--delay")
    {
        Description = "How late labels are: always (10m), or median and 95th percentile (10m,1h).",
        HelpName = "TIME",
        CustomParser = ParseDelay,
    };

    /// <summary>All options.</summary>
    public IEnumerable<Option> All => [_requests, _weight, _metric, _rate, _by, _margin, _method, _risk, _looks, _labels, _delay];

    /// <summary>The options that are given.</summary>
    public IEnumerable<string> Given(ParseResult parsed) => All.Where(option => parsed.GetResult(option) is { Implicit: false }).Select(option => option.Name);

    /// <summary>The question; nothing where it was refused.</summary>
    public PowerQuestion? Question(ParseResult parsed, double power, Loading loading)
    {
        Option[] needed = [_requests, _weight, _metric, _rate, _by];
        string[] missing = [.. needed.Where(option => parsed.GetResult(option) is null).Select(option => option.Name)];
        if (missing.Length > 0)
        {
            loading.Refuse($"{string.Join(", ", missing)} {(missing.Length == 1 ? "is" : "are")} missing; give a policy with --against SCENARIO, "
                + "or for example --rps 20 --weight 10% --metric accuracy --rate 96% --by 1pp");
            return null;
        }

        string metric = parsed.GetValue(_metric)!;
        if (metric is not ("accuracy" or "conversion" or "errors" or "slow"))
        {
            loading.Refuse($"--metric takes accuracy, conversion, errors or slow; read '{metric}'");
            return null;
        }

        bool falls = metric is "accuracy" or "conversion";
        double today = parsed.GetValue(_rate)!.Value;
        if (Effect("--by", parsed.GetValue(_by)!, today, loading) is not { } by || Margin(parsed, today, loading) is not { } margin)
            return null;
        double before = falls ? 1 - today : today;
        if (before + by >= 1 || by <= margin)
        {
            loading.Refuse(by <= margin
                ? "--by must lie beyond --margin: what is allowed is not to be seen"
                : $"--by takes {metric} {(falls ? "down to 0 %" : "up to 100 %")} or beyond; give a smaller effect");
            return null;
        }

        double risk = parsed.GetValue(_risk) ?? 0.05;
        if (power <= risk)
        {
            loading.Refuse("--power must lie above --risk");
            return null;
        }

        return new PowerQuestion(metric, before, before + by)
        {
            RequestsPerSecond = parsed.GetValue(_requests)!.Value,
            Weight = parsed.GetValue(_weight)!.Value,
            Method = parsed.GetValue(_method) ?? PowerMethod.Sequential,
            Margin = margin,
            Risk = risk,
            Power = power,
            LookEvery = parsed.GetValue(_looks) is > 0 and var looks ? TimeSpan.FromMilliseconds(looks) : TimeSpan.FromSeconds(15),
            LabelShare = Math.Min(1, parsed.GetValue(_labels) ?? 1),
            Delay = parsed.GetValue(_delay) ?? LabelDelay.None.Delay,
        };
    }

    private double? Margin(ParseResult parsed, double today, Loading loading) =>
        parsed.GetValue(_margin) is { } text ? Effect("--margin", text, today, loading) : 0;

    private static double? Effect(string name, string text, double today, Loading loading)
    {
        bool isPoints = text.EndsWith("pp", StringComparison.Ordinal);
        string number = isPoints ? text[..^2] : text.EndsWith('%') ? text[..^1] : "";
        if (double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double value) && value is > 0 and < 100_000)
            return isPoints ? value / 100 : value / 100 * today;
        loading.Refuse($"{name} takes points, such as 1pp, or a part of today's value, such as 20%; read '{text}'");
        return null;
    }

    private static double? ParseRequests(ArgumentResult result)
    {
        string read = Last(result);
        if (double.TryParse(read, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double value) && value is > 0 and <= MostPerSecond)
            return value;
        result.AddError(string.Create(
            CultureInfo.InvariantCulture, $"--rps takes the requests per second, above 0 and at most {MostPerSecond:0}, such as 50; read '{read}'."));
        return null;
    }

    private static PowerMethod? ParseMethod(ArgumentResult result)
    {
        foreach ((string word, PowerMethod method) in Methods)
            if (word == Last(result))
                return method;
        result.AddError($"--method takes {string.Join(", ", Methods.Select(each => each.Word))}; read '{Last(result)}'.");
        return null;
    }

    private static LabelDelay? ParseDelay(ArgumentResult result)
    {
        string[] parts = Last(result).Split(',');
        double[] times = [.. parts.Select(part => NumberOptions.TryTime(part.Trim(), out double seconds) ? seconds : 0)];
        if (times.Length <= 2 && times.All(time => time is > 0 and < 1e8) && (times.Length == 1 || times[1] > times[0]))
            return times.Length == 1 ? new LabelDelay.Constant(times[0]) : new LabelDelay.LogNormal(times[0], times[1]);
        result.AddError($"--delay takes a time, such as 10m, or median and 95th percentile, such as 10m,1h; read '{Last(result)}'.");
        return null;
    }

    private static string Last(ArgumentResult result) => result.Tokens.Count == 0 ? "" : result.Tokens[^1].Value;
}
