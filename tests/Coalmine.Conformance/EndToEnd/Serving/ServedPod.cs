using System.Globalization;
using System.Text;
using Coalmine.Statistics.Random;

namespace Coalmine.Conformance.EndToEnd.Serving;

/// <summary>
/// A pod that serves one version and counts as Seldon's executor and a model server do: latencies by code, labelled answers by class and prediction. A series is
/// there from its first event on, as in the clients of Prometheus. The latency is the law's, not the machine's: a loaded machine changes no truth.
/// </summary>
/// <param name="name">Its name.</param>
/// <param name="deployment">The SeldonDeployment.</param>
/// <param name="predictor">The predictor that it belongs to.</param>
/// <param name="key">Its random numbers.</param>
internal sealed class ServedPod(string name, string deployment, string predictor, StreamKey key)
{
    private const int Classes = 2;

    // The default buckets of Prometheus' Go client, which the executor uses.
    private static readonly double[] Bounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

    private readonly Lock _gate = new();
    private readonly long[,] _labelled = new long[Classes, Classes];
    private readonly Dictionary<int, (long[] Buckets, double Sum)> _answered = [];
    private Xoshiro256 _random = key.Open();

    /// <summary>Its name.</summary>
    public string Name { get; } = name;

    /// <summary>The predictor that it belongs to.</summary>
    public string Predictor { get; } = predictor;

    /// <summary>The model that it serves; empty while it does not run.</summary>
    public string Model { get; private set; } = "";

    /// <summary>Requests answered since it runs.</summary>
    public long Requests
    {
        get
        {
            lock (_gate)
                return _answered.Values.Sum(each => each.Buckets[^1]);
        }
    }

    /// <summary>Runs a model, or nothing. Another model is another process, whose counters begin anew.</summary>
    public void Run(string model)
    {
        lock (_gate)
        {
            if (model == Model)
                return;
            Model = model;
            _answered.Clear();
            Array.Clear(_labelled);
        }
    }

    /// <summary>Draws an answer to a request of a class.</summary>
    public ModelAnswer Draw(ModelLaw law, int truth)
    {
        lock (_gate)
        {
            double seconds = LogNormalSampler.Draw(ref _random, Math.Log(law.Median.TotalSeconds), law.Spread);
            bool isError = _random.NextDouble() < law.Errors;
            bool isRight = _random.NextDouble() < law.Accuracy;
            return new ModelAnswer(TimeSpan.FromSeconds(seconds), isError, isRight ? truth : Classes - 1 - truth);
        }
    }

    /// <summary>Counts an answer that has been given.</summary>
    public void Count(in ModelAnswer answer)
    {
        double seconds = answer.Latency.TotalSeconds;
        int code = answer.IsError ? 500 : 200;
        lock (_gate)
        {
            (long[] buckets, double sum) = _answered.TryGetValue(code, out (long[] Buckets, double Sum) known) ? known : (new long[Bounds.Length + 1], 0);
            for (int bound = 0; bound < Bounds.Length; bound++)
                buckets[bound] += seconds <= Bounds[bound] ? 1 : 0;
            buckets[^1]++;
            _answered[code] = (buckets, sum + seconds);
        }
    }

    /// <summary>Counts a label that has come.</summary>
    public void Label(int truth, int predicted)
    {
        lock (_gate)
            _labelled[truth, predicted]++;
    }

    /// <summary>What a scrape gets.</summary>
    public string Metrics()
    {
        StringBuilder text = new();
        string own = $"deployment_name=\"{deployment}\",predictor_name=\"{Predictor}\"";
        lock (_gate)
        {
            foreach ((int code, (long[] buckets, double sum)) in _answered.OrderBy(each => each.Key))
            {
                string labels = string.Create(CultureInfo.InvariantCulture, $"{own},service=\"predictions\",method=\"post\",code=\"{code}\"");
                for (int bound = 0; bound <= Bounds.Length; bound++)
                {
                    string le = bound < Bounds.Length ? Bounds[bound].ToString(CultureInfo.InvariantCulture) : "+Inf";
                    text.Append(CultureInfo.InvariantCulture, $"seldon_api_executor_server_requests_seconds_bucket{{{labels},le=\"{le}\"}} {buckets[bound]}\n");
                }

                text.Append(CultureInfo.InvariantCulture, $"seldon_api_executor_server_requests_seconds_sum{{{labels}}} {sum:R}\n");
                text.Append(CultureInfo.InvariantCulture, $"seldon_api_executor_server_requests_seconds_count{{{labels}}} {buckets[^1]}\n");
            }

            for (int truth = 0; truth < Classes; truth++)
                for (int predicted = 0; predicted < Classes; predicted++)
                    if (_labelled[truth, predicted] > 0)
                        text.Append(CultureInfo.InvariantCulture, $"model_labelled_total{{{own},class=\"{truth}\",predicted=\"{predicted}\"}} {_labelled[truth, predicted]}\n");
        }

        return text.ToString();
    }
}
