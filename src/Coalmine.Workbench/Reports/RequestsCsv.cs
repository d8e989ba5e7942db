using Coalmine.Rollouts.Journal;
using Coalmine.Rollouts.Plan;
using Coalmine.Simulation;
using Coalmine.Simulation.Engines;
using Coalmine.Simulation.Requests;
using CsvHelper;

namespace Coalmine.Workbench.Reports;

/// <summary>
/// Writes the requests of one rollout while it runs, one row a request as its caller saw it, in the order of the answers. Only the request engine has them.
/// </summary>
public sealed class RequestsCsv : IRolloutRecorder, IDisposable
{
    private static readonly CsvWriterOptions Options = new() { NewLine = "\n" };
    private static readonly string Engine = FileWords.Of(EngineKind.Request);
    private readonly CsvWriter _writer;

    /// <summary>Begins a table; the stream stays open.</summary>
    /// <param name="stream">Gets UTF-8.</param>
    public RequestsCsv(Stream stream)
    {
        _writer = CsvWriter.Create(stream, Options, leaveOpen: true);
        _writer.WriteHeader(["sentSeconds", "arm", "pod", "user", "attempts", "latencySeconds", "waitedSeconds", "fate", "right", "engine"]);
    }

    /// <inheritdoc/>
    public bool FollowsRequests => true;

    /// <inheritdoc/>
    public void Answered(in AnsweredRequest request)
    {
        _writer.WriteField(request.SentAt.Nanoseconds / 1e9);
        _writer.WriteField(FileWords.Of(request.Arm));
        _writer.WriteField(request.Pod < 0 ? null : (int?)request.Pod);
        _writer.WriteField(request.User);
        _writer.WriteField(request.Attempts);
        _writer.WriteField(FileNumbers.Finite(request.LatencySeconds));
        _writer.WriteField(FileNumbers.Finite(request.WaitedSeconds));
        _writer.WriteField(FileWords.Of(request.Fate));
        _writer.WriteField(request.Fate == RequestFate.Answered ? FileWords.Of(request.IsRight) : "");
        _writer.WriteField(Engine);
        _writer.EndRecord();
    }

    /// <inheritdoc/>
    public void Observed(in Observation observation)
    {
    }

    /// <inheritdoc/>
    public void Stepped(in Transition transition)
    {
    }

    /// <inheritdoc/>
    public void Scraped(Moment at, TrafficWeight weight, long baselineRequests, long canaryRequests)
    {
    }

    /// <summary>Writes what is still to be written.</summary>
    public void Dispose() => _writer.Dispose();
}
