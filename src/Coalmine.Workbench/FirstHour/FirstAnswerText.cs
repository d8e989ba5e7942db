using System.Collections.Immutable;
using Coalmine.Workbench.Reports;

namespace Coalmine.Workbench.FirstHour;

/// <summary>The first answer as text for a terminal: one sentence a policy, and what was assumed.</summary>
public static class FirstAnswerText
{
    /// <summary>The text.</summary>
    /// <param name="answers">One answer a policy, at least one.</param>
    public static IEnumerable<StoryLine> Of(ImmutableArray<FirstAnswer> answers)
    {
        foreach (FirstAnswer answer in answers)
            yield return new StoryLine(StoryTone.Heading, answer.Sentence);
        yield return new StoryLine(StoryTone.Quiet, $"Based on {answers[0].Basis}.", 9);
        foreach (string assumed in MadeWorlds.Assumed)
            yield return new StoryLine(StoryTone.Quiet, $"Assumed: {assumed}.", 9);
        yield return default;
    }
}
