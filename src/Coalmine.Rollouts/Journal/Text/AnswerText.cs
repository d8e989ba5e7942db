using System.Text.Json;
using Coalmine.Rollouts.Evidence;

namespace Coalmine.Rollouts.Journal.Text;

/// <summary>Answers of queries in journals: a number, an array for a vector, <c>"none"</c> for no data, <c>"error"</c>.</summary>
internal static class AnswerText
{
    public static void Write(Utf8JsonWriter json, ReadOnlySpan<QueryAnswer> answers)
    {
        json.WriteStartArray("answers");
        foreach (ref readonly QueryAnswer answer in answers)
            WriteOne(json, answer);
        json.WriteEndArray();
    }

    public static QueryAnswer[] Read(ref LineCursor cursor)
    {
        List<QueryAnswer> answers = [];
        cursor.BeginArray("answers");
        while (cursor.NextItem(answers.Count))
            answers.Add(ReadOne(ref cursor));
        return [.. answers];
    }

    private static void WriteOne(Utf8JsonWriter json, in QueryAnswer answer)
    {
        if (answer.Kind != QueryAnswerKind.Value)
        {
            json.WriteStringValue(answer.Kind == QueryAnswerKind.NoData ? "none" : "error");
            return;
        }

        if (answer.Series.IsEmpty)
        {
            SampleText.WriteNumber(json, answer.Value);
            return;
        }

        json.WriteStartArray();
        foreach (double value in answer.Series.Span)
            SampleText.WriteNumber(json, value);
        json.WriteEndArray();
    }

    private static QueryAnswer ReadOne(ref LineCursor cursor)
    {
        if (cursor.Kind == JsonTokenType.StartArray)
        {
            List<double> series = [];
            cursor.BeginArray("values");
            while (cursor.NextItem(series.Count))
                series.Add(cursor.Number("a value"));
            return QueryAnswer.OfSeries(series.ToArray());
        }

        if (cursor.Kind != JsonTokenType.String)
            return QueryAnswer.Of(cursor.Number("an answer"));
        LineCursor before = cursor;
        return cursor.Text("an answer") switch
        {
            "none" => QueryAnswer.NoData,
            "error" => QueryAnswer.Error,
            "+Inf" => QueryAnswer.Of(double.PositiveInfinity),
            "-Inf" => QueryAnswer.Of(double.NegativeInfinity),
            var read => throw before.Fault($"'{read}' where an answer is expected: a number, an array, null, \"none\", \"error\", \"+Inf\" or \"-Inf\""),
        };
    }
}
