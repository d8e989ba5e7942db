using BenchmarkDotNet.Attributes;
using Coalmine.PromQL.Evaluation;
using Coalmine.PromQL.Series;

namespace Coalmine.Benchmarks.PromQL;

/// <summary>One evaluation of each query of the repaired Argo file, of Flagger's own for Istio, and of a plain average. The canary's five pods are asked for.</summary>
[MemoryDiagnoser]
[MedianColumn]
public class QueryBenchmarks
{
    private const string Canary = "destination_service_name=\"api-canary\"";

    private readonly BoundQuery _success = Bind(
        $"1 - (sum(rate(istio_requests_total{{reporter=\"destination\", {Canary}, response_code=~\"5.*\"}}[2m])) or vector(0)) / sum(rate(istio_requests_total{{reporter=\"destination\", {Canary}}}[2m]))");

    private readonly BoundQuery _p99 = Bind(
        $"histogram_quantile(0.99, sum by (le) (rate(istio_request_duration_milliseconds_bucket{{reporter=\"destination\", {Canary}}}[2m])))");

    private readonly BoundQuery _accuracy = Bind(
        $"sum(increase(predictions_right_total{{{Canary}}}[5m])) / sum(increase(predictions_labelled_total{{{Canary}}}[5m]))");

    private readonly BoundQuery _flaggerSuccess = Bind(
        $"sum(rate(istio_requests_total{{reporter=\"destination\", {Canary}, response_code!~\"5.*\"}}[1m])) / sum(rate(istio_requests_total{{reporter=\"destination\", {Canary}}}[1m])) * 100");

    private readonly BoundQuery _sum = Bind($"sum(istio_requests_total{{{Canary}}})");

    [Benchmark(Baseline = true)]
    public double ArgoSuccessRate() => Ask(_success);

    [Benchmark]
    public double ArgoLatencyQuantile() => Ask(_p99);

    [Benchmark]
    public double ArgoAccuracy() => Ask(_accuracy);

    [Benchmark]
    public double FlaggerSuccessRate() => Ask(_flaggerSuccess);

    [Benchmark]
    public double SumOfTen() => Ask(_sum);

    private static double Ask(BoundQuery query) => query.Evaluate(ServiceStore.Now).ValueAt(0);

    private static BoundQuery Bind(string text)
    {
        CompiledQuery query = ((CompileResult.Compiled)CompiledQuery.Compile(text)).Query;
        SeriesStore store = ServiceStore.Filled(query.ReachMilliseconds);
        return query.Bind(store);
    }
}
