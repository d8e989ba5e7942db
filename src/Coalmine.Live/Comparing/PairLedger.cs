using Coalmine.Rollouts.Plan;

namespace Coalmine.Live.Comparing;

/// <summary>
/// Joins the two arms' answers to one request and counts whether they agree; with a label, which of them are right. A request counts once: of several answers
/// of one arm, and of several labels, the first holds. Each call costs O(1) amortised, and memory is bounded by <see cref="PairRules"/>. Not for several
/// threads.
/// </summary>
/// <param name="rules">How long and how much is remembered.</param>
/// <param name="tolerance">The greatest difference of two numbers that agree.</param>
internal sealed class PairLedger(PairRules rules, double tolerance)
{
    private readonly Dictionary<string, Request> _requests = new(StringComparer.Ordinal);

    // Each request stands in one of them. What is in the second began before all of the first.
    private readonly Queue<Request> _young = new();
    private readonly Queue<Request> _paired = new();
    private TimeSpan _now;
    private long _numbers;

    /// <summary>What has been counted.</summary>
    public PairCounts Counts { get; private set; }

    /// <summary>Requests that are remembered.</summary>
    public int Remembered => _requests.Count;

    /// <summary>Takes an arm's answer.</summary>
    /// <param name="at">When, from any origin; times that go back are taken for the latest one.</param>
    /// <param name="id">The request.</param>
    /// <param name="arm">Whose answer.</param>
    /// <param name="answer">The answer.</param>
    public void TakeAnswer(TimeSpan at, string id, Arm arm, JudgedAnswer answer)
    {
        Request request = RequestAt(at, id);
        if (arm == Arm.Baseline ? request.HasBaseline : request.HasCanary)
        {
            Counts = Counts with { Repeated = Counts.Repeated + 1 };
            return;
        }

        if (arm == Arm.Baseline)
            (request.HasBaseline, request.Baseline) = (true, answer);
        else
            (request.HasCanary, request.Canary) = (true, answer);
        _numbers += answer.Numbers.Length;
        if (request.IsPair)
        {
            Counts = request.Baseline!.Agrees(request.Canary!, tolerance)
                ? Counts with { Agreeing = Counts.Agreeing + 1 }
                : Counts with { Disagreeing = Counts.Disagreeing + 1 };
            if (rules.LabelsWithin is null)
                Release(request);
            else
                Judge(request);
        }

        MakeRoom(0);
    }

    /// <summary>Takes what the right answer to a request was.</summary>
    public void TakeLabel(TimeSpan at, string id, JudgedAnswer label)
    {
        Request request = RequestAt(at, id);
        if (request.HasLabel)
        {
            Counts = Counts with { Repeated = Counts.Repeated + 1 };
            return;
        }

        (request.HasLabel, request.Label) = (true, label);
        _numbers += label.Numbers.Length;
        if (request.IsPair)
            Judge(request);
        MakeRoom(0);
    }

    /// <summary>Forgets what has waited too long.</summary>
    public void PassTo(TimeSpan at)
    {
        _now = at > _now ? at : _now;
        while (_young.TryPeek(out Request? oldest) && oldest.FirstAt + rules.WaitsFor <= _now)
        {
            _young.Dequeue();
            if (oldest.IsPair && rules.LabelsWithin is not null)
                _paired.Enqueue(oldest);
            else
                Forget(oldest);
        }

        while (_paired.TryPeek(out Request? oldest) && oldest.FirstAt + rules.LabelsWithin!.Value <= _now)
            Forget(_paired.Dequeue());
    }

    private Request RequestAt(TimeSpan at, string id)
    {
        PassTo(at);
        if (_requests.TryGetValue(id, out Request? known))
            return known;
        MakeRoom(1);
        Request request = new(id, _now);
        _requests.Add(id, request);
        _young.Enqueue(request);
        return request;
    }

    private void MakeRoom(int more)
    {
        while (_requests.Count > 0 && (_requests.Count + more > rules.Most || _numbers > rules.MostNumbers))
        {
            Request oldest = _paired.Count > 0 ? _paired.Dequeue() : _young.Dequeue();
            _requests.Remove(oldest.Id);
            Counts = !oldest.IsPair ? Counts with { DroppedWaiting = Counts.DroppedWaiting + 1 }
                : rules.LabelsWithin is not null && !oldest.HasLabel ? Counts with { DroppedUnlabelled = Counts.DroppedUnlabelled + 1 }
                : Counts with { DroppedFinished = Counts.DroppedFinished + 1 };
            Release(oldest);
        }
    }

    private void Forget(Request request)
    {
        _requests.Remove(request.Id);
        if (!request.IsPair)
        {
            Counts = Counts with
            {
                UnmatchedBaseline = Counts.UnmatchedBaseline + (request.HasBaseline ? 1 : 0),
                UnmatchedCanary = Counts.UnmatchedCanary + (request.HasCanary ? 1 : 0),
                UnmatchedLabels = Counts.UnmatchedLabels + (request.HasLabel ? 1 : 0),
            };
        }

        Release(request);
    }

    private void Judge(Request request)
    {
        if (request.Label is not { } label)
            return;
        bool baseline = request.Baseline!.Agrees(label, tolerance);
        bool canary = request.Canary!.Agrees(label, tolerance);
        Counts = (baseline, canary) switch
        {
            (true, true) => Counts with { BothRight = Counts.BothRight + 1 },
            (true, false) => Counts with { CanaryOnlyWrong = Counts.CanaryOnlyWrong + 1 },
            (false, true) => Counts with { BaselineOnlyWrong = Counts.BaselineOnlyWrong + 1 },
            _ => Counts with { BothWrong = Counts.BothWrong + 1 },
        };
        Release(request);
    }

    // What is counted needs no answers any more, only that it was there.
    private void Release(Request request)
    {
        foreach (JudgedAnswer? held in new[] { request.Baseline, request.Canary, request.Label })
            _numbers -= held?.Numbers.Length ?? 0;
        (request.Baseline, request.Canary, request.Label) = (null, null, null);
    }

    /// <summary>What is known of a request.</summary>
    private sealed class Request(string id, TimeSpan firstAt)
    {
        public string Id { get; } = id;

        public TimeSpan FirstAt { get; } = firstAt;

        public bool HasBaseline { get; set; }

        public bool HasCanary { get; set; }

        public bool HasLabel { get; set; }

        public JudgedAnswer? Baseline { get; set; }

        public JudgedAnswer? Canary { get; set; }

        public JudgedAnswer? Label { get; set; }

        public bool IsPair => HasBaseline && HasCanary;
    }
}
