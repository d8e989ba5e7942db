namespace Coalmine.Rollouts.Judges.Kayenta;

/// <summary>
/// Spinnaker's automated canary judge as a function of samples: clean each side, compare, label, score. Each point of a series is one observation, however many
/// requests stand behind it: more traffic makes points less noisy and not more numerous.
/// </summary>
public static class KayentaJudge
{
    /// <summary>Judges one metric.</summary>
    /// <param name="canary">The canary's series as measured; NaN where nothing was.</param>
    /// <param name="baseline">The baseline's.</param>
    /// <param name="metric">What the configuration says of it.</param>
    /// <param name="rules">Level, tolerance and mode.</param>
    public static KayentaResult Judge(ReadOnlySpan<double> canary, ReadOnlySpan<double> baseline, KayentaMetric metric, in KayentaRules rules) =>
        KayentaClassifier.Classify(
            KayentaCleaning.Clean(canary, metric, rules.Mode), KayentaCleaning.Clean(baseline, metric, rules.Mode), metric, rules);

    /// <summary>The score of one judgement.</summary>
    /// <param name="config">The configuration.</param>
    /// <param name="results">One result a metric, in the configuration's order.</param>
    /// <exception cref="ArgumentException">There are more or fewer results than metrics.</exception>
    public static KayentaScore Score(KayentaConfig config, ReadOnlySpan<KayentaResult> results)
    {
        ArgumentNullException.ThrowIfNull(config);
        if (results.Length != config.Metrics.Length)
            throw new ArgumentException("One result a metric is needed.", nameof(results));
        KayentaScored[] scored = new KayentaScored[results.Length];
        for (int i = 0; i < scored.Length; i++)
            scored[i] = new KayentaScored(results[i].Label, results[i].IsCritical, config.Metrics[i].IsMuted, config.Metrics[i].Groups);
        return KayentaScorer.Score(scored, config.GroupWeights, config.Mode);
    }
}
