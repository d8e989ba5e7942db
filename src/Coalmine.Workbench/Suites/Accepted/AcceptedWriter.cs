using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Coalmine.Simulation.Worlds;
using Coalmine.Statistics.Estimates;
using Coalmine.Statistics.Intervals;
using Coalmine.Statistics.Quantiles;
using Coalmine.Workbench.Characteristics;
using Coalmine.Workbench.Replications;
using Coalmine.Workbench.Suites.Claims;
using Coalmine.Workbench.Suites.Runs;

namespace Coalmine.Workbench.Suites.Accepted;

/// <summary>
/// Writes the characteristics of a run as accepted ones. Beside each stands the bound that the true value passes only with its part of the risk: Clopper and
/// Pearson's for shares, an order statistic for quantiles. The file's risk is half of the suite's, shared evenly. The same result gives the same bytes.
/// </summary>
public static class AcceptedWriter
{
    private static readonly ImmutableArray<string> Shares =
        ["falseRollback", "falseRollbackOnEvidence", "missedRegression", "detected", "rolledBackForWantOfEvidence", "open"];

    private static readonly ImmutableArray<(string Word, double Quantile)> Quantiles =
    [
        ("detectionTime", 0.5), ("detectionTime", 0.9), ("exposedRequests", 0.5), ("exposedRequests", 0.9), ("hurtAnswers", 0.9), ("duration", 0.5),
        ("duration", 0.9),
    ];

    /// <summary>Writes the file as UTF-8; the stream stays open.</summary>
    public static void Write(SuiteResult result, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(result);
        double risk = result.Suite.FalseAlarm / 2;
        int figures = Math.Max(1, result.Pairs.Sum(pair => Figures(pair).Count()));
        StringBuilder text = new();
        text.Append("# Accepted by `coalmine test --accept`; each bound is what chance alone would hardly pass. Do not edit by hand.\n");
        text.Append("kind: Accepted\n");
        text.Append(CultureInfo.InvariantCulture, $"suite: {Quoted(result.Suite.Name)}\n");
        text.Append(CultureInfo.InvariantCulture, $"risk: {100 * risk:0.######}%\n");
        text.Append(result.Pairs.IsEmpty ? "cases: []\n" : "cases:\n");
        foreach (PairResult pair in result.Pairs)
        {
            text.Append(CultureInfo.InvariantCulture, $"  - case: {Quoted(pair.Pair.Name)}\n    rollouts: {pair.Tally.Count}\n    characteristics:\n");
            foreach (Figure figure in Figures(pair))
                text.Append(CultureInfo.InvariantCulture, $"      - {Line(figure, pair, risk / figures)}\n");
        }

        stream.Write(Encoding.UTF8.GetBytes(text.ToString()));
    }

    private static IEnumerable<Figure> Figures(PairResult pair)
    {
        TruthKind truth = pair.Pair.Scenario.Facts.Truth;
        foreach (string word in Shares)
            if (SuiteCharacteristics.Of(word) is var share && share.IsOf(truth))
                yield return new Figure(share, double.NaN);
        foreach ((string word, double quantile) in Quantiles)
            if (SuiteCharacteristics.Of(word) is var number && number.IsOf(truth))
                yield return new Figure(number, quantile);
    }

    private static string Line(Figure figure, PairResult pair, double risk)
    {
        SuiteCharacteristic characteristic = figure.Characteristic;
        PolicyTally tally = pair.Tally;
        if (characteristic.Share is { } count)
        {
            long events = count(tally);
            double share = tally.Count == 0 ? 0 : (double)events / tally.Count;
            double bound = characteristic.MoreIsWorse
                ? Math.Ceiling(1e6 * ClopperPearson.Upper(events, tally.Count, risk)) / 1e6
                : Math.Floor(1e6 * ClopperPearson.Lower(events, tally.Count, risk)) / 1e6;
            bool isVacuous = characteristic.MoreIsWorse ? bound >= 1 : bound <= 0;
            return Entry(figure, ClaimAdvice.Limit(CharacteristicUnit.Share, share), isVacuous ? null : ClaimAdvice.Limit(CharacteristicUnit.Share, bound));
        }

        double horizon = characteristic.HorizonIn(pair.Pair.Scenario.Facts);
        Censoring censoring = new(characteristic.Open(tally), tally.Count, horizon);
        ValueCounts values = characteristic.Values!(tally);
        CensoredValue estimate = censoring.AtRank(values, Math.Max(1, (long)Math.Ceiling((figure.Quantile * tally.Count) - 1e-9)));

        // Two-sided at twice the risk has the risk on this side.
        OrderStatisticInterval ranks = OrderStatisticInterval.Of(tally.Count, figure.Quantile, 1 - (2 * risk));
        CensoredValue upper = censoring.AtRank(values, ranks.Upper);
        return Entry(figure, ClaimAdvice.Value(characteristic.Unit, estimate), upper.IsNumber ? Limit(characteristic.Unit, upper.Value) : null);
    }

    // Rounded outwards: what is allowed may be a trifle more, never less.
    private static string Limit(CharacteristicUnit unit, double value) => unit == CharacteristicUnit.Seconds
        ? ClaimAdvice.Limit(unit, Math.Ceiling(value))
        : Math.Ceiling(value).ToString("0", CultureInfo.InvariantCulture);

    private static string Entry(Figure figure, string estimate, string? limit)
    {
        string bound = double.IsNaN(figure.Quantile)
            ? figure.Characteristic.MoreIsWorse ? "atMost" : "atLeast"
            : ExpectationBound.Of(figure.Quantile, isUpper: true).Word;
        return limit is null
            ? $"# {figure.Characteristic.Word} {bound}: {estimate}, which so few rollouts, or a horizon, do not bound"
            : $"{{ characteristic: {figure.Characteristic.Word}, accepted: {Quoted(estimate)}, {bound}: {limit} }}";
    }

    private static string Quoted(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    private sealed record Figure(SuiteCharacteristic Characteristic, double Quantile);
}
