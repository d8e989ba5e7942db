using System.Globalization;
using Coalmine.PromQL.Tests.Differential;
using Xunit;

namespace Coalmine.Conformance.Tests.Prometheus;

/// <summary>
/// The same through <c>promtool test rules</c>, whose notation has stale markers and no place for jitter. It is another way into Prometheus's evaluation, past
/// the protocol of remote writes and the server. Seeds are fixed, so there are no false alarms.
/// </summary>
public sealed class PromtoolTests
{
    private const long ScrapeMilliseconds = 15_000;

    [Fact]
    public void ShippedManifests_AreAnsweredAsByPromtool()
    {
        string promtool = Promtool.Find();
        List<AskedWorld> worlds =
        [
            ManifestQueries.OfTemplates("argo-guide", isJittery: false),
            .. ManifestQueries.OfPolicies("argo-repaired", isJittery: false),
            .. ManifestQueries.OfPolicies("flagger-guide", isJittery: false),
            .. ManifestQueries.OfPolicies("flagger-repaired", isJittery: false),
            ManifestQueries.OfRules("prometheus-rules-guide", isJittery: false),
            ManifestQueries.OfRules("prometheus-rules-repaired", isJittery: false),
        ];
        List<string> differences = [];
        foreach (AskedWorld asked in worlds)
        {
            var questions = (from one in asked.World.Answers
                             from i in Enumerable.Range(0, asked.Queries.Length)
                             select (Query: asked.Queries[i].ReplaceLineEndings(" "), one.Milliseconds, Here: one.Answers[i])).ToList();
            List<PromtoolAnswer> answers = Promtool.Ask(promtool, InputSeries(asked.World), questions.Select(one => (one.Query, one.Milliseconds)));
            Assert.Equal(questions.Count, answers.Count);
            for (int i = 0; i < questions.Count; i++)
                if (questions[i].Here.DifferenceFrom(AnswerOf(answers[i])) is { Length: > 0 } difference)
                    differences.Add(string.Create(
                        CultureInfo.InvariantCulture, $"{asked.Name}, {questions[i].Milliseconds} ms, {questions[i].Query}: {difference}"));
        }

        Assert.True(differences.Count == 0, $"{differences.Count} differences\n{string.Join('\n', differences.Take(50))}");
    }

    private static QueryAnswer AnswerOf(PromtoolAnswer answer) => answer.Error.Length > 0
        ? QueryAnswer.Error
        : new QueryAnswer(false, false, answer.Elements.ToDictionary(element => element.Labels, element => element.Value));

    private static string InputSeries(PlayedWorld world) => string.Concat(
        from series in world.Series
        where series.Samples.Count > 0
        select string.Create(
            CultureInfo.InvariantCulture,
            $"      - series: {Promtool.Quote(series.Labels.ToString())}\n        values: {Promtool.Quote(string.Join(' ', Values(series)))}\n"));

    private static IEnumerable<string> Values(RecordedSeries series)
    {
        long next = 0;
        foreach (RecordedSample sample in series.Samples)
        {
            for (; next < sample.Milliseconds; next += ScrapeMilliseconds)
                yield return "_";
            Assert.Equal(next, sample.Milliseconds);
            next += ScrapeMilliseconds;
            yield return sample.IsStale ? "stale" : sample.Value.ToString("R", CultureInfo.InvariantCulture);
        }
    }
}
