using Coalmine.Workbench.Replications;
using Coalmine.Workbench.Reports;

namespace Coalmine.Workbench.FirstHour;

/// <summary>The first answer as text for a terminal: one sentence a policy, and what was assumed.</summary>
public static class FirstAnswerText
{
    /// <summary>The text.</summary>
    public static IEnumerable<StoryLine> Of(StudyResult study)
    {
        ArgumentNullException.ThrowIfNull(study);
        for (int policy = 0; policy < study.Scenarios[0].Policies.Length; policy++)
            yield return new StoryLine(StoryTone.Heading, FirstAnswer.Of(study, policy).Sentence);
        yield return new StoryLine(StoryTone.Quiet, $"Based on {FirstAnswer.Of(study, 0).Basis}.", 9);
        foreach (string assumed in MadeWorlds.Assumed)
            yield return new StoryLine(StoryTone.Quiet, $"Assumed: {assumed}.", 9);
        yield return default;
    }
}
