using Coalmine.Rollouts.Evidence;

namespace Coalmine.Live.Prometheus;

/// <summary>
/// Makes the controllers' answers of a server's. NaN stays a value, as in Prometheus: native checks take it for no data, and foreign controllers each do what
/// they
/// do. An answer with warnings may be partial and is an error.
/// </summary>
internal static class InstantAnswers
{
    /// <summary>The answer to a query.</summary>
    /// <param name="query">The query, for the notes.</param>
    /// <param name="answer">The server's answer.</param>
    /// <param name="notes">Gets what a person should know.</param>
    public static QueryAnswer Of(string query, PrometheusAnswer answer, List<string> notes)
    {
        switch (answer)
        {
            case PrometheusAnswer.Failed failed:
                notes.Add(PrometheusMessages.QuestionFailed(query, failed).Text);
                return QueryAnswer.Error;
            case { IsWhole: false }:
                notes.Add(PrometheusMessages.Partial(query, answer.Warnings).Text);
                return QueryAnswer.Error;
            case PrometheusAnswer.Scalar { Sample.Value: var value }:
                return Told(query, QueryAnswer.Of(value), notes);
            case PrometheusAnswer.Vector vector when !vector.Series.Any(series => series.IsNativeHistogram):
                return Told(query, QueryAnswer.OfSeries(vector.Series.Select(series => series.Samples[0].Value).ToArray()), notes);
            default:
                notes.Add(PrometheusMessages.NotAValue(query).Text);
                return QueryAnswer.Error;
        }
    }

    private static QueryAnswer Told(string query, QueryAnswer answer, List<string> notes)
    {
        if (answer.Kind == QueryAnswerKind.NoData)
            notes.Add(PrometheusMessages.NoSeries(query).Text);
        else if (double.IsNaN(answer.Value))
            notes.Add(PrometheusMessages.NotANumber(query).Text);
        return answer;
    }
}
