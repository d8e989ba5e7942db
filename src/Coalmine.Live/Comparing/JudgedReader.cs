using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;

namespace Coalmine.Live.Comparing;

/// <summary>Takes the compared part out of answers and labels. What does not fit is told by a word, and is never taken for a difference.</summary>
internal sealed class JudgedReader
{
    /// <summary>Numbers that an answer may have.</summary>
    public const int MostNumbers = 1024;

    private static readonly JsonDocumentOptions _strict = new() { AllowDuplicateProperties = false };

    private readonly ComparisonRule _rule;
    private readonly JsonPointer _pointer;

    /// <exception cref="ArgumentException">The rule's pointer is none.</exception>
    public JudgedReader(ComparisonRule rule)
    {
        _rule = rule;
        _pointer = JsonPointer.Read(rule.Answer) ?? throw new ArgumentException($"'{rule.Answer}' is no JSON pointer.", nameof(rule));
    }

    /// <summary>Reads an answer.</summary>
    /// <param name="body">The answer as the model's server gave it.</param>
    /// <param name="reason">
    /// Why it cannot be judged: <c>json</c>, <c>part</c> (nothing stands there), <c>form</c> (other things than numbers, or too many).
    /// </param>
    /// <returns>The compared part; null where it cannot be judged.</returns>
    public JudgedAnswer? ReadAnswer(ReadOnlyMemory<byte> body, out string reason)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(body, _strict);
            reason = "part";
            if (_pointer.Find(document.RootElement) is not { } part)
                return null;
            reason = "form";
            return _rule.Form == ComparisonForm.Equal ? Exactly(part) : OfNumbers(part, _rule.Form == ComparisonForm.Within ? TryNumbers : TryPlaces);
        }
        catch (JsonException)
        {
            reason = "json";
            return null;
        }
    }

    /// <summary>
    /// Reads a label: JSON such as the compared part would be were it right. Of scores it is the place of the right class, from 0, or a list of
    /// them, a row each.
    /// </summary>
    /// <returns>The label; null where it has another form.</returns>
    public JudgedAnswer? ReadLabel(JsonElement label) => _rule.Form == ComparisonForm.Equal ? Exactly(label) : OfNumbers(label, TryNumbers);

    private static JudgedAnswer Exactly(JsonElement part)
    {
        ArrayBufferWriter<byte> text = new();
        using (Utf8JsonWriter writer = new(text))
            WriteCanonical(part, writer);
        return new JudgedAnswer(Convert.ToHexString(SHA256.HashData(text.WrittenSpan)), []);
    }

    private static JudgedAnswer? OfNumbers(JsonElement part, Func<JsonElement, List<double>, bool> read)
    {
        List<double> numbers = [];
        return read(part, numbers) && numbers.Count is > 0 and <= MostNumbers ? new JudgedAnswer("", [.. numbers]) : null;
    }

    private static bool TryNumbers(JsonElement part, List<double> numbers)
    {
        if (part.ValueKind == JsonValueKind.Array)
            return numbers.Count <= MostNumbers && part.EnumerateArray().All(each => TryNumbers(each, numbers));
        if (part.ValueKind != JsonValueKind.Number || !part.TryGetDouble(out double number) || !double.IsFinite(number))
            return false;
        numbers.Add(number);
        return true;
    }

    private bool TryPlaces(JsonElement part, List<double> places)
    {
        if (part.ValueKind != JsonValueKind.Array || part.GetArrayLength() == 0 || places.Count > MostNumbers)
            return false;
        if (part[0].ValueKind == JsonValueKind.Array)
            return part.EnumerateArray().All(row => TryPlaces(row, places));
        double[] scores = new double[part.GetArrayLength()];
        int count = 0;
        foreach (JsonElement each in part.EnumerateArray())
            if (each.ValueKind != JsonValueKind.Number || !each.TryGetDouble(out scores[count]) || !double.IsFinite(scores[count++]))
                return false;
        int classes = _rule.Classes > 0 ? _rule.Classes : count;
        if (count % classes != 0)
            return false;
        for (int first = 0; first < count && places.Count <= MostNumbers; first += classes)
            places.Add(PlaceOfGreatest(scores.AsSpan(first, classes)));
        return true;
    }

    // Of equal scores the first one, as NumPy's argmax.
    private static int PlaceOfGreatest(ReadOnlySpan<double> scores)
    {
        int place = 0;
        for (int i = 1; i < scores.Length; i++)
            if (scores[i] > scores[place])
                place = i;
        return place;
    }

    private static void WriteCanonical(JsonElement part, Utf8JsonWriter writer)
    {
        switch (part.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (JsonProperty member in part.EnumerateObject().OrderBy(member => member.Name, StringComparer.Ordinal))
                {
                    writer.WritePropertyName(member.Name);
                    WriteCanonical(member.Value, writer);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (JsonElement each in part.EnumerateArray())
                    WriteCanonical(each, writer);
                writer.WriteEndArray();
                break;
            case JsonValueKind.Number:
                writer.WriteRawValue(Canonical(part));
                break;
            default:
                part.WriteTo(writer);
                break;
        }
    }

    // 1, 1.0 and 1e0 are one number; whole numbers beyond 2^53 (identifiers) keep all their digits.
    private static string Canonical(JsonElement number)
    {
        if (number.TryGetInt64(out long whole))
            return whole.ToString(CultureInfo.InvariantCulture);
        if (!number.TryGetDouble(out double value) || !double.IsFinite(value))
            return number.GetRawText();
        return value.Equals(Math.Floor(value)) && Math.Abs(value) < 1e15
            ? ((long)value).ToString(CultureInfo.InvariantCulture)
            : value.ToString("R", CultureInfo.InvariantCulture);
    }
}
