namespace Coalmine.Workbench.Replications;

/// <summary>Keeps rollouts that were run, so that a study that is repeated, resumed or widened runs only what is not there.</summary>
public interface IRolloutArchive
{
    /// <summary>
    /// A source that gives kept rollouts where there are any, and otherwise runs and keeps them. Called from several workers at once; the source belongs to
    /// the one that called.
    /// </summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="policy">The policy, one of the scenario's.</param>
    /// <param name="seed">The study's seed.</param>
    IRolloutSource Open(StudyScenario scenario, StudyPolicy policy, ulong seed);
}
