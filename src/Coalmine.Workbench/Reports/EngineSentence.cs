using Coalmine.Simulation.Engines;
using Coalmine.Workbench.Replications;

namespace Coalmine.Workbench.Reports;

/// <summary>Says which engine brought a world forward, and why single requests where they were needed.</summary>
internal static class EngineSentence
{
    /// <summary>The sentence, without a full stop: <c>binned: the counts between two scrapes are drawn at once</c>.</summary>
    public static string Of(ScenarioFacts facts)
    {
        string word = FileWords.Of(facts.Engine);
        if (facts.Engine == EngineKind.Binned)
            return $"{word}: the counts between two scrapes are drawn at once";
        return $"{word}: every request is an event, {(facts.RequestsNeeded.Length == 0 ? "as asked" : $"because {facts.RequestsNeeded}")}";
    }
}
