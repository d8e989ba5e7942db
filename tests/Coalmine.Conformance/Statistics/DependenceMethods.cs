using Coalmine.Conformance.Cases;
using Coalmine.Statistics.Comparisons;
using Coalmine.Statistics.Dispersion;
using Coalmine.Statistics.Estimates;

namespace Coalmine.Conformance.Statistics;

/// <summary>Section 8 of the reference: requests that are not independent.</summary>
internal static class DependenceMethods
{
    private const double NaiveAlpha = 0.05;

    public static IReadOnlyDictionary<string, Func<CaseInputs, Outputs>> Table { get; } = new Dictionary<string, Func<CaseInputs, Outputs>>
    {
        ["pearson_dispersion"] = Dispersion,
        ["design_effect"] = ClusterEffect,
        ["icc_anova"] = Correlation,
        ["beta_binomial_loglik"] = inputs => new Outputs
        {
            ["loglik"] = IntraclassCorrelation.BetaBinomialLogLikelihood(Clusters(inputs, "groups"), inputs.Number("mu"), inputs.Number("rho")),
        },
        ["ratio_delta_two_sample"] = ClusterRatios,
        ["pod_permutation"] = inputs => new Outputs { ["p_greater"] = PodPermutation.Greater(inputs.Numbers("canary"), inputs.Numbers("baseline")) },
        ["ar1_ess"] = inputs => new Outputs { ["ess"] = SerialDependence.EffectiveSize(inputs.Number("n"), inputs.Number("rho")) },
        ["newey_west_lrv"] = inputs => new Outputs
        {
            ["lrv"] = SerialDependence.VarianceOfMean(SimulationMethods.Series(inputs), (int)inputs.Count("lag")),
        },
    };

    private static ClusterCount[] Clusters(CaseInputs inputs, string name) => Array.ConvertAll(inputs.Table(name), row => new ClusterCount(row[0], row[1]));

    private static Outputs Correlation(CaseInputs inputs)
    {
        var estimate = IntraclassCorrelation.Of(Clusters(inputs, "groups"));
        bool isDefined = double.IsFinite(estimate.Correlation);
        return new Outputs
        {
            ["icc"] = Output.Where(isDefined, () => estimate.Correlation),
            ["n0"] = estimate.EffectiveSize,
            ["msb"] = estimate.Between,
            ["msw"] = estimate.Within,
        };
    }

    private static Outputs ClusterRatios(CaseInputs inputs)
    {
        var canary = ClusterRatio.Of(Clusters(inputs, "canary"));
        var baseline = ClusterRatio.Of(Clusters(inputs, "baseline"));
        ZTest delta = ClusterRatio.Difference(canary, baseline);
        ZTest raoScott = ClusterRatio.RaoScott(canary, baseline);
        bool isDefined = double.IsFinite(canary.DesignEffect) && double.IsFinite(baseline.DesignEffect);
        return new Outputs
        {
            ["diff"] = canary.Rate - baseline.Rate,
            ["se"] = Math.Sqrt(canary.Variance + baseline.Variance),
            ["z"] = delta.Z,
            ["p_two"] = delta.TwoSided,
            ["rs_deff_c"] = Output.Where(double.IsFinite(canary.DesignEffect), () => canary.DesignEffect),
            ["rs_deff_b"] = Output.Where(double.IsFinite(baseline.DesignEffect), () => baseline.DesignEffect),
            ["rs_z"] = Output.Where(isDefined, () => raoScott.Z),
            ["rs_p_two"] = Output.Where(isDefined, () => raoScott.TwoSided),
        };
    }

    private static Outputs Dispersion(CaseInputs inputs)
    {
        ClusterCount[] clusters = Clusters(inputs, "groups");
        return new Outputs { ["phi"] = Output.Where(PearsonDispersion.IsDefined(clusters), () => PearsonDispersion.Of(clusters)) };
    }

    private static Outputs ClusterEffect(CaseInputs inputs)
    {
        double effect = DesignEffect.Of(inputs.Number("m"), inputs.Number("icc"));
        return new Outputs { ["deff"] = effect, ["true_alpha"] = Output.Where(effect > 0, () => DesignEffect.TrueSize(effect, NaiveAlpha)) };
    }
}
