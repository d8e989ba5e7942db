using Coalmine.Workbench.Calibration;
using Coalmine.Workbench.Detectability;
using Coalmine.Workbench.Pictures;
using Coalmine.Workbench.Replications;
using Coalmine.Workbench.Traces;
using Coalmine.Workbench.Tuning.Outcomes;

namespace Coalmine.Notebooks;

/// <summary>The picture of each kind of result.</summary>
public static class PictureExtensions
{
    /// <summary>One rollout: the weight, the verdicts of each check, the regression and the end.</summary>
    /// <param name="trace">The rollout.</param>
    public static Picture Picture(this RolloutTrace trace)
    {
        ArgumentNullException.ThrowIfNull(trace);
        return new Picture($"{trace.Scenario.Name} under {trace.Policy}", TimelinePicture.Draw(trace));
    }

    /// <summary>How the rollouts of a study ended, each share with its 95 % interval.</summary>
    /// <param name="study">The study; with at least one finished rollout.</param>
    public static Picture Picture(this StudyResult study) => new("how the rollouts ended", OutcomePicture.Draw(study));

    /// <summary>How soon a regression is detected, a curve a policy with its 95 % band.</summary>
    /// <param name="scenario">A regressed scenario's result; with at least one finished rollout.</param>
    public static Picture Picture(this ScenarioResult scenario)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        return new Picture($"{scenario.Facts.Name}: how soon the regression is detected", DetectionPicture.Draw(scenario));
    }

    /// <summary>What can be seen by when, and what one look at that moment would see.</summary>
    /// <param name="answer">The answer.</param>
    public static Picture Picture(this PowerAnswer answer) => new(PowerText.Sentence(answer), PowerPicture.Draw(answer));

    /// <summary>The request rate over time, and the fitted one.</summary>
    /// <param name="fit">The fit.</param>
    public static Picture Picture(this CalibratedScenario fit) => new("requests between scrapes and the fitted rate", CalibrationPicture.Rate(fit));

    /// <summary>The shares of requests within each latency bound, and the fitted law's.</summary>
    /// <param name="fit">The fit; with a law of latencies.</param>
    public static Picture LatencyPicture(this CalibratedScenario fit) => new("requests within each bound and the fitted law", CalibrationPicture.Latency(fit));

    /// <summary>The labels that came, and those that share and delay explain.</summary>
    /// <param name="fit">The fit; with a delay of labels.</param>
    public static Picture LabelPicture(this CalibratedScenario fit) => new("labels that came, and those that are explained", CalibrationPicture.Labels(fit));

    /// <summary>The policies that a search found, and what each is better in.</summary>
    /// <param name="result">The result; with at least two measures.</param>
    public static Picture Picture(this TuningResult result) => new("the front of the policies that were found", FrontPicture.Draw(result));
}
