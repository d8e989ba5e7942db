using Coalmine.Conformance.Cases;
using Coalmine.Statistics.Power;

namespace Coalmine.Conformance.Statistics;

/// <summary>Section 2 of the reference: power, sample size, duration.</summary>
internal static class PowerMethods
{
    public static IReadOnlyDictionary<string, Func<CaseInputs, Outputs>> Table { get; } = new Dictionary<string, Func<CaseInputs, Outputs>>
    {
        ["n_two_proportion"] = TwoProportionSize,
        ["n_noninferiority_fm"] = inputs => new Outputs { ["n1"] = Design(inputs).NonInferiority(inputs.Number("margin")) },
        ["power_two_proportion"] = inputs => new Outputs
        {
            ["power"] = ProportionDesign.PowerOf(inputs.Number("p1"), inputs.Number("n1"), inputs.Number("p2"), inputs.Number("n2"), inputs.Number("alpha")),
        },
        ["exact_power_fisher"] = inputs => new Outputs
        {
            ["power"] = ExactFisherPower.Of(
                inputs.Number("p1"), (int)inputs.Count("n1"), inputs.Number("p2"), (int)inputs.Count("n2"), inputs.Number("alpha")),
        },
        ["power_t"] = inputs => new Outputs
        {
            ["power"] = OtherDesigns.TTestPower(inputs.Number("n"), inputs.Number("delta"), inputs.Number("sd"), inputs.Number("alpha")),
        },
        ["n_noether_mw"] = inputs => new Outputs
        {
            ["N"] = OtherDesigns.MannWhitneyValues(inputs.Number("p_x_gt_y"), inputs.Number("alpha"), inputs.Number("power"), inputs.Number("fraction")),
        },
        ["n_mcnemar"] = inputs => new Outputs
        {
            ["pairs"] = OtherDesigns.McNemarPairs(
                inputs.Number("p_canary_only_wrong"), inputs.Number("p_baseline_only_wrong"), inputs.Number("alpha"), inputs.Number("power")),
        },
        ["time_to_n"] = inputs => new Outputs { ["seconds"] = Exposure.SecondsUntil(inputs.Number("n_canary"), inputs.Number("rps"), inputs.Number("weight")) },
        ["zero_failure_n"] = inputs => new Outputs { ["n"] = Exposure.FaultlessRequests(inputs.Number("p_max"), inputs.Number("confidence")) },
    };

    private static ProportionDesign Design(CaseInputs inputs) =>
        new(inputs.Number("p1"), inputs.Number("p2"), inputs.Number("alpha"), inputs.Number("power"), inputs.Number("ratio"));

    private static Outputs TwoProportionSize(CaseInputs inputs)
    {
        ProportionDesign design = Design(inputs);
        return new Outputs { ["n1"] = design.Pooled(), ["n1_unpooled"] = design.Unpooled(), ["n1_cc"] = design.ContinuityCorrected() };
    }
}
