using Coalmine.Live.Seam;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Rollouts.Evidence;
using Coalmine.Rollouts.Journal;

namespace Coalmine.Live.Driving;

/// <summary>
/// Measurements and hooks under way. They run beside the loop, so that a slow server or a smoke test of minutes hinders neither wakes nor operators.
/// </summary>
/// <param name="pipeline">Answers measurements.</param>
/// <param name="hooks">Answers hooks.</param>
/// <param name="clock">The rollout's time.</param>
/// <param name="recorder">Knows what is asked for.</param>
/// <param name="plan">What is measured.</param>
internal sealed class OpenCalls(IMetricsPipeline pipeline, IHookCaller hooks, LiveClock clock, LiveRecorder recorder, MeasurementPlan plan) : IDisposable
{
    private readonly List<(OpenMeasurement Asked, Task<MetricsReading> Answer)> _measurements = [];
    private readonly List<(OpenHook Asked, Task<HookReply> Answer)> _hooks = [];
    private readonly MetricsRemarks _remarks = new();
    private readonly CancellationTokenSource _end = new();

    /// <summary>What is under way.</summary>
    public IEnumerable<Task> Tasks => [.. _measurements.Select(call => call.Answer), .. _hooks.Select(call => call.Answer)];

    /// <summary>Starts what has been asked for and is not under way yet. Nothing is started before its entry is on disk.</summary>
    public void Start()
    {
        if (!recorder.IsRecorded)
            return;
        foreach (OpenMeasurement asked in recorder.Work.Measurements)
            if (!_measurements.Exists(call => call.Asked == asked))
                _measurements.Add((asked, MeasureAsync(asked)));
        foreach (OpenHook asked in recorder.Work.Hooks)
            if (!_hooks.Exists(call => call.Asked == asked))
                _hooks.Add((asked, hooks.CallAsync(asked.Call, _end.Token).AsTask()));
    }

    /// <summary>Gives the controller one answer that has come.</summary>
    /// <returns>Whether there was one.</returns>
    public async ValueTask<bool> ObserveOneAsync(CancellationToken cancellation)
    {
        if (_measurements.FindIndex(call => call.Answer.IsCompleted) is >= 0 and int measured)
        {
            (OpenMeasurement asked, Task<MetricsReading> answer) = _measurements[measured];
            _measurements.RemoveAt(measured);
            MetricsReading reading = await answer.ConfigureAwait(false);

            // What has been cancelled meanwhile is of no interest any more.
            if (!recorder.Work.Measurements.Contains(asked))
                return true;
            foreach (Message remark in _remarks.Take(asked.Query, reading))
                await recorder.TellAsync(remark, cancellation).ConfigureAwait(false);
            await recorder.ObserveAsync(Observation.MeasurementAnswered(asked.Id, clock.Now, reading.Measurements), cancellation).ConfigureAwait(false);
            return true;
        }

        if (_hooks.FindIndex(call => call.Answer.IsCompleted) is not (>= 0 and int answered))
            return false;
        (OpenHook hook, Task<HookReply> reply) = _hooks[answered];
        _hooks.RemoveAt(answered);
        HookReply said = await reply.ConfigureAwait(false);
        if (!recorder.Work.Hooks.Contains(hook))
            return true;
        await recorder.TellAsync(LiveMessages.HookAnswered(hook.Call.Name, said.IsAccepted, said.Text), cancellation).ConfigureAwait(false);
        await recorder.ObserveAsync(Observation.HookAnswered(hook.Id, said.IsAccepted, clock.Now), cancellation).ConfigureAwait(false);
        return true;
    }

    /// <summary>Gives up what is under way.</summary>
    public void Dispose()
    {
        _end.Cancel();
        _end.Dispose();
    }

    private Task<MetricsReading> MeasureAsync(OpenMeasurement asked)
    {
        // Samples that an earlier process has recorded are not counted again.
        DateTimeOffset since = recorder.Work.NewestSample is { } newest ? clock.Calendar.InstantOf(newest) : clock.Calendar.Origin;
        MetricsQuestion question = new(plan, asked.Query, since, clock.Instant, clock.Calendar, recorder.Pods);
        return pipeline.MeasureAsync(question, _end.Token).AsTask();
    }
}
