using System.Collections.Immutable;
using Coalmine.Live.Seam;
using Coalmine.Manifests.Diagnostics;

namespace Coalmine.Live.Driving;

/// <summary>
/// What measurements remark, told when it begins and when it has ended. A remark that stays, such as that of a series which is missing, would else be told at
/// each look, and hide in journals and logs what is new.
/// </summary>
internal sealed class MetricsRemarks
{
    /// <summary>How many looks in a row lack a remark before it is over: what comes and goes with each look is one remark, and not many.</summary>
    private const int QuietLooks = 3;

    private readonly Dictionary<(int Query, string Text), int> _quiet = [];

    /// <summary>Takes what a measurement remarks.</summary>
    /// <param name="query">Which of the plan's queries it asked, or that it asked all: another one's silence says nothing of them.</param>
    /// <param name="reading">What it brought.</param>
    /// <returns>What people should be told: what is new, and what has ended.</returns>
    public ImmutableArray<Message> Take(int query, MetricsReading reading)
    {
        List<Message> told = [];
        foreach (string text in reading.Notes)
        {
            if (!IsKnown(text))
                told.Add(LiveMessages.Measured(text));
            _quiet[(query, text)] = 0;
        }

        // What was not asked could not be remarked on.
        if (reading.IsCutShort)
            return [.. told];
        foreach ((int Query, string Text) standing in _quiet.Keys.Where(one => one.Query == query && !reading.Notes.Contains(one.Text)).ToArray())
        {
            if (++_quiet[standing] < QuietLooks)
                continue;
            _quiet.Remove(standing);
            if (!IsKnown(standing.Text))
                told.Add(LiveMessages.MeasuredNoMore(standing.Text));
        }

        return [.. told];
    }

    private bool IsKnown(string text) => _quiet.Keys.Any(one => one.Text == text);
}
