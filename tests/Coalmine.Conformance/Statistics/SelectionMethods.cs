using Coalmine.Conformance.Cases;
using Coalmine.Statistics.Designs;
using Coalmine.Statistics.Queues;
using Coalmine.Statistics.RareEvents;
using Coalmine.Statistics.Selection;

namespace Coalmine.Conformance.Statistics;

/// <summary>Sections 7.3 to 7.7 of the reference: point sets, rare events, choosing among policies, queues.</summary>
internal static class SelectionMethods
{
    private const double TailQuantile = 0.99;

    public static IReadOnlyDictionary<string, Func<CaseInputs, Outputs>> Table { get; } = new Dictionary<string, Func<CaseInputs, Outputs>>
    {
        ["halton"] = inputs => new Outputs { ["points"] = HaltonSequence.Points((int)inputs.Count("n"), (int)inputs.Count("dims")) },
        ["sobol"] = inputs => new Outputs { ["points"] = SobolSequence.Points((int)inputs.Count("log2n"), (int)inputs.Count("dims")) },
        ["importance_sampling_binomial"] = ImportanceSampling,
        ["splitting"] = Levels,
        ["kn_constants"] = Constants,
        ["rinott_h"] = inputs => new Outputs { ["h"] = Rinott.Constant((int)inputs.Count("k"), inputs.Number("P"), (int)inputs.Count("n0")) },
        ["ocba_fractions"] = inputs => new Outputs { ["fractions"] = BudgetAllocation.Shares(inputs.Numbers("means"), inputs.Numbers("sds")) },
        ["pareto_hypervolume_2d"] = Front,
        ["mm1"] = OneServer,
        ["mmc"] = ManyServers,
        ["erlang_b"] = inputs => new Outputs { ["B"] = Erlang.Blocks(inputs.Number("a"), (int)inputs.Count("c")) },
        ["mg1"] = AnyService,
    };

    private static Outputs ImportanceSampling(CaseInputs inputs)
    {
        var tilted = TiltedBinomial.Of((int)inputs.Count("n"), (int)inputs.Count("k"), inputs.Number("p"), inputs.Number("q"));
        return new Outputs { ["prob"] = tilted.Probability, ["rel_sd_naive"] = tilted.PlainDeviation, ["rel_sd_is"] = tilted.TiltedDeviation };
    }

    private static Outputs Levels(CaseInputs inputs)
    {
        var splitting = Splitting.Of(inputs.Numbers("n"), inputs.Numbers("r"));
        return new Outputs { ["p"] = splitting.Probability, ["rel_se"] = splitting.RelativeError };
    }

    private static Outputs Constants(CaseInputs inputs)
    {
        var constants = KimNelson.Of((int)inputs.Count("k"), inputs.Number("alpha"), (int)inputs.Count("n0"));
        return new Outputs { ["eta"] = constants.Eta, ["h2"] = constants.HSquared };
    }

    private static Outputs Front(CaseInputs inputs)
    {
        (double X, double Y)[] points = Array.ConvertAll(inputs.Table("points"), row => (row[0], row[1]));
        double[] reference = inputs.Numbers("ref");
        return new Outputs { ["front"] = ParetoFront.Indices(points), ["hypervolume"] = ParetoFront.Hypervolume(points, (reference[0], reference[1])) };
    }

    private static Outputs OneServer(CaseInputs inputs)
    {
        var queue = QueueSteadyState.OneServer(inputs.Number("lam"), inputs.Number("mu"));
        return new Outputs
        {
            ["rho"] = queue.Load,
            ["L"] = queue.Present,
            ["W"] = queue.SojournTime,
            ["Wq"] = queue.WaitingTime,
            ["Lq"] = queue.Waiting,
            ["p99"] = queue.SojournQuantileOneServer(TailQuantile),
        };
    }

    private static Outputs ManyServers(CaseInputs inputs)
    {
        double lam = inputs.Number("lam"), mu = inputs.Number("mu");
        int c = (int)inputs.Count("c");
        var queue = QueueSteadyState.ManyServers(lam, mu, c);
        return new Outputs
        {
            ["rho"] = queue.Load,
            ["erlang_c"] = Erlang.Waits(lam / mu, c),
            ["Wq"] = queue.WaitingTime,
            ["W"] = queue.SojournTime,
            ["Lq"] = queue.Waiting,
            ["wq_p99"] = Erlang.WaitingQuantile(lam, mu, c, TailQuantile),
        };
    }

    private static Outputs AnyService(CaseInputs inputs)
    {
        var queue = QueueSteadyState.AnyService(inputs.Number("lam"), inputs.Number("es"), inputs.Number("es2"));
        return new Outputs { ["rho"] = queue.Load, ["Wq"] = queue.WaitingTime, ["W"] = queue.SojournTime, ["Lq"] = queue.Waiting };
    }
}
