using System.Collections.Immutable;
using Coalmine.Workbench.Reports;
using Coalmine.Workbench.Topologies;

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
        ServingWorld? serving = answers[0].Serving;
        if (serving is not null)
        {
            string drives = string.Join(", ", answers.Select(answer => answer.Policy));
            yield return new StoryLine(StoryTone.Quiet, $"{serving.CarriesOnly}; {drives} {(answers.Length == 1 ? "does" : "do")}.", 9);
            yield return new StoryLine(StoryTone.Quiet, $"Simulated of it: {string.Join("; ", serving.Simulated)}.", 9);
        }

        foreach (string assumed in MadeWorlds.AssumedWith(serving))
            yield return new StoryLine(StoryTone.Quiet, $"Assumed: {assumed}.", 9);
        foreach (string left in serving?.NotModelled ?? [])
            yield return new StoryLine(StoryTone.Quiet, $"Not modelled: {left}.", 9);
        yield return default;
    }
}
