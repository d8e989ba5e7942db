using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Sets;
using Coalmine.Rollouts.Controllers.Flagger.Specs;

namespace Coalmine.Manifests.Flagger;

/// <summary>What Flagger's schema refuses (fluxcd/flagger 15bd6ad5, artifacts/flagger/crd.yaml).</summary>
internal static class CanaryRules
{
    private static readonly string[] Plans = ["iterations", "stepWeight", "stepWeights"];

    /// <summary>Says every rule that a Canary breaks.</summary>
    public static void Check(ManifestPlace spec, ManifestPlace analysis, FlaggerCanarySpec read, ObjectReading reading)
    {
        if (!spec["targetRef"].Exists)
            reading.Say(spec["targetRef"], Messages.FieldMissing("targetRef", "the Canary"));
        if (!spec["service"].Exists)
            reading.Say(spec["service"], Messages.FieldMissing("service", "the Canary"));
        if (!analysis.Exists)
        {
            if (!read.SkipAnalysis)
                reading.Say(spec, Messages.NoAnalysis);
            return;
        }

        if (!analysis["interval"].Exists)
            reading.Say(analysis["interval"], Messages.FieldMissing("interval", "the analysis"));
        else if (!SchemaDuration.IsAllowed(analysis["interval"].Text))
            reading.Say(analysis["interval"], Messages.FlaggerDuration(analysis["interval"].Text, "interval"));
        if (!analysis["threshold"].Exists)
            reading.Say(analysis["threshold"], Messages.FieldMissing("threshold", "the analysis"));
        string[] written = [.. Plans.Where(plan => analysis[plan].Exists)];
        if (written.Length == 0)
            reading.Say(analysis, Messages.PlanMissing(Plans));
        else if (written.Length > 1)
            reading.Say(analysis[written[1]], Messages.PlansCombined(written, WhatWins(read)));
    }

    private static string WhatWins(FlaggerCanarySpec read) => read.EffectiveAnalysis switch
    {
        { Iterations: > 0, HasMatch: true } => "`iterations` with `match`: an A/B test",
        { Iterations: > 0 } => "`iterations`: blue/green without any weights",
        { StepWeight: > 0 } => "`stepWeight`",
        _ => "`stepWeights`",
    };
}
