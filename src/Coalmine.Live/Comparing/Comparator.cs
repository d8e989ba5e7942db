using System.Text.Json;

namespace Coalmine.Live.Comparing;

/// <summary>Counts pairs of logged answers. For any number of threads.</summary>
internal sealed class Comparator
{
    /// <summary>Labels that may be sent at once.</summary>
    public const int MostLabels = 10_000;

    private readonly Lock _gate = new();
    private readonly ComparatorSettings _settings;
    private readonly PairSeries _series;
    private readonly JudgedReader _reader;
    private readonly PairLedger _ledger;
    private readonly TimeProvider _time;
    private readonly long _begun;
    private readonly Dictionary<string, long> _notCounted = new(StringComparer.Ordinal);

    /// <param name="settings">What is compared; with both arms' names.</param>
    /// <param name="series">How pairs are shown.</param>
    /// <param name="time">Tells elapsed time only.</param>
    public Comparator(ComparatorSettings settings, PairSeries series, TimeProvider time)
    {
        (_settings, _series, _time) = (settings, series, time);
        _reader = new JudgedReader(settings.Rule);
        _ledger = new PairLedger(settings.Pairs, settings.Rule.Form == ComparisonForm.Within ? settings.Rule.Tolerance : 0);
        _begun = time.GetTimestamp();
    }

    /// <summary>Whether labels are expected.</summary>
    public bool TakesLabels => _settings.Pairs.LabelsWithin is not null;

    /// <summary>Takes a logged payload.</summary>
    /// <param name="header">The value of a header; empty for none.</param>
    /// <param name="body">The payload.</param>
    /// <returns>Why it is not counted; empty where it is.</returns>
    public string TakePayload(Func<string, string> header, ReadOnlyMemory<byte> body)
    {
        PayloadEvent payload = PayloadEvent.Read(_settings, header);
        string reason = payload.Reason;
        JudgedAnswer? answer = payload.Arm is null ? null : _reader.ReadAnswer(body, out reason);
        if (payload.Arm is not { } arm || answer is null)
        {
            TakeUncounted(reason);
            return reason;
        }

        lock (_gate)
            _ledger.TakeAnswer(_time.GetElapsedTime(_begun), payload.Id, arm, answer);
        return "";
    }

    /// <summary>Counts a payload that was not read.</summary>
    public void TakeUncounted(string reason)
    {
        lock (_gate)
            _notCounted[reason] = _notCounted.GetValueOrDefault(reason) + 1;
    }

    /// <summary>Takes labels: <c>{"id","label"}</c> or a list of them; all, or none where one cannot be read.</summary>
    /// <returns>What is wrong; empty where they were taken.</returns>
    public string TakeLabels(ReadOnlyMemory<byte> body)
    {
        const string form = "{\"id\": the request's id, \"label\": the right answer} or a list of them is expected";
        try
        {
            using JsonDocument document = JsonDocument.Parse(body);
            JsonElement root = document.RootElement;
            JsonElement[] all = root.ValueKind == JsonValueKind.Array ? [.. root.EnumerateArray()] : [root];
            if (all.Length > MostLabels)
                return "At most 10000 labels at once.";
            List<(string Id, JudgedAnswer Label)> read = new(all.Length);
            foreach (JsonElement each in all)
            {
                if (each.ValueKind != JsonValueKind.Object || !each.TryGetProperty("id", out JsonElement id) || id.ValueKind != JsonValueKind.String
                    || !each.TryGetProperty("label", out JsonElement label))
                    return $"Label {read.Count}: {form}.";
                if (_reader.ReadLabel(label) is not { } judged)
                    return $"Label {read.Count}: a number or lists of numbers are expected; of scores the place of the right class, from 0.";
                read.Add((id.GetString()!, judged));
            }

            lock (_gate)
                foreach ((string id, JudgedAnswer label) in read)
                    _ledger.TakeLabel(_time.GetElapsedTime(_begun), id, label);
            return "";
        }
        catch (JsonException)
        {
            return $"This is no JSON: {form}.";
        }
    }

    /// <summary>What has been counted, in Prometheus's text format.</summary>
    public string Write()
    {
        lock (_gate)
        {
            _ledger.PassTo(_time.GetElapsedTime(_begun));
            return new PairText(_series).Pairs(_ledger.Counts, TakesLabels)
                .Own("ignored_total", "counter", "Logged payloads that are not ours to compare.", "by", Reasons(PayloadEvent.Ignored))
                .Own("unreadable_total", "counter", "Logged payloads that could not be judged.", "reason", Reasons(PayloadEvent.Unreadable))
                .Own("remembered_requests", "gauge", "Requests that are remembered.", "", [("", _ledger.Remembered)])
                .ToString();
        }
    }

    private IEnumerable<(string Value, long Count)> Reasons(IEnumerable<string> words) =>
        words.Select(word => (word, _notCounted.GetValueOrDefault(word)));
}
