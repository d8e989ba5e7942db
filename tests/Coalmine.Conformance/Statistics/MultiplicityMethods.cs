using Coalmine.Conformance.Cases;
using Coalmine.Statistics.Comparisons;
using Coalmine.Statistics.Multiplicity;
using Coalmine.Statistics.Sequential;

namespace Coalmine.Conformance.Statistics;

/// <summary>Section 4 of the reference: many metrics, many stages.</summary>
internal static class MultiplicityMethods
{
    // The usual concentration for sample ratios.
    private const double SampleRatioConcentration = 1000;

    public static IReadOnlyDictionary<string, Func<CaseInputs, Outputs>> Table { get; } = new Dictionary<string, Func<CaseInputs, Outputs>>
    {
        ["adjust_p"] = inputs => new Outputs { ["adjusted"] = AdjustedP.Of(inputs.Numbers("p"), Named(inputs.Text("method"))) },
        ["guardrail_correction"] = Guardrails,
        ["sample_ratio_mismatch"] = SampleRatioMismatch,
    };

    // The names of R's p.adjust.
    private static Adjustment Named(string name) => name switch
    {
        "none" => Adjustment.None,
        "bonferroni" => Adjustment.Bonferroni,
        "holm" => Adjustment.Holm,
        "hochberg" => Adjustment.Hochberg,
        "hommel" => Adjustment.Hommel,
        "BH" or "fdr" => Adjustment.BenjaminiHochberg,
        "BY" => Adjustment.BenjaminiYekutieli,
        _ => throw new CaseFormatException($"'method' is \"{name}\"; allowed: none, bonferroni, holm, hochberg, hommel, BH, fdr, BY"),
    };

    private static Outputs Guardrails(CaseInputs inputs)
    {
        var correction = GuardrailCorrection.Of((int)inputs.Count("success"), (int)inputs.Count("guardrail"), inputs.Number("alpha"), inputs.Number("beta"));
        return new Outputs
        {
            ["alpha_success"] = correction.AlphaSuccess,
            ["alpha_guardrail"] = correction.AlphaGuardrail,
            ["power_each"] = correction.PowerEach,
        };
    }

    private static Outputs SampleRatioMismatch(CaseInputs inputs)
    {
        double canary = inputs.Number("canary");
        double baseline = inputs.Number("baseline");
        double weight = inputs.Number("weight");
        bool hasRequests = canary + baseline > 0;
        double chiSquare = hasRequests ? SampleRatio.ChiSquare(canary, baseline, weight) : 0;
        return new Outputs
        {
            ["chi2"] = Output.Where(hasRequests, () => chiSquare),
            ["p_chi2"] = Output.Where(hasRequests, () => SampleRatio.Tail(chiSquare)),
            ["log_e"] = MultinomialMixture.LogE([canary, baseline], [weight, 1 - weight], SampleRatioConcentration),
        };
    }
}
