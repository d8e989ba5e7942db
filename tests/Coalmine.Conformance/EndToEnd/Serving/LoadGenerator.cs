using System.Diagnostics;
using System.Globalization;
using Coalmine.Statistics.Random;

namespace Coalmine.Conformance.EndToEnd.Serving;

/// <summary>
/// The users: requests at a constant rate, of two classes, whose truth comes back as feedback a moment later. On a machine that cannot keep up there are fewer
/// requests, and nothing else changes.
/// </summary>
internal sealed class LoadGenerator : IAsyncDisposable
{
    private const int MostOpen = 400;
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan LeastDelay = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan FurtherDelay = TimeSpan.FromSeconds(1);

    private readonly HttpClient _client = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly (Uri Router, Uri Pods) _to;
    private readonly Task _running;
    private int _open;

    /// <summary>Starts to ask.</summary>
    /// <param name="to">The router, and the pods for feedback.</param>
    /// <param name="perSecond">Requests a second.</param>
    /// <param name="seed">Seed of the classes and of the labels' delays.</param>
    public LoadGenerator((Uri Router, Uri Pods) to, double perSecond, ulong seed)
    {
        _to = to;
        _running = RunAsync(perSecond, StreamKey.Root(seed).With("users").Open());
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(false);
        _client.Dispose();
        _stop.Dispose();
    }

    private async Task RunAsync(double perSecond, Xoshiro256 random)
    {
        using PeriodicTimer timer = new(Tick);
        Stopwatch watch = Stopwatch.StartNew();
        double due = 0;
        try
        {
            while (await timer.WaitForNextTickAsync(_stop.Token).ConfigureAwait(false))
            {
                due = Math.Min(due + watch.Elapsed.TotalSeconds * perSecond, perSecond);
                watch.Restart();
                for (; due >= 1; due--)
                {
                    int truth = random.NextDouble() < 0.5 ? 0 : 1;
                    TimeSpan delay = LeastDelay + FurtherDelay * random.NextDouble();
                    if (Volatile.Read(ref _open) < MostOpen)
                        _ = AskAsync(truth, delay);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Nobody asks any more.
        }
    }

    private async Task AskAsync(int truth, TimeSpan delay)
    {
        Interlocked.Increment(ref _open);
        try
        {
            using StringContent body = new(truth.ToString(CultureInfo.InvariantCulture));
            string pod, predicted;
            using (HttpResponseMessage answer = await _client.PostAsync(_to.Router, body, _stop.Token).ConfigureAwait(false))
            {
                if (!answer.IsSuccessStatusCode)
                    return;
                pod = answer.Headers.GetValues("seldon-pod").First();
                predicted = await answer.Content.ReadAsStringAsync(_stop.Token).ConfigureAwait(false);
            }

            Interlocked.Decrement(ref _open);
            await Task.Delay(delay, _stop.Token).ConfigureAwait(false);
            Interlocked.Increment(ref _open);
            using StringContent feedback = new(truth.ToString(CultureInfo.InvariantCulture) + predicted);
            using HttpResponseMessage thanks = await _client.PostAsync(new Uri(_to.Pods, $"{pod}/api/v1.0/feedback"), feedback, _stop.Token).ConfigureAwait(false);
        }
        catch (Exception problem) when (problem is OperationCanceledException or HttpRequestException)
        {
            // A user who gets no answer leaves no trace in the metrics.
        }
        finally
        {
            Interlocked.Decrement(ref _open);
        }
    }
}
