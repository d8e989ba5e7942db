using Coalmine.Rollouts.Journal;
using Coalmine.Rollouts.Plan;
using Coalmine.Simulation;
using Coalmine.Simulation.Engines;
using CsvHelper;

namespace Coalmine.Workbench.Reports;

/// <summary>
/// Writes the scrapes of one rollout while it runs, in wide form: one row a scrape and pod, one column a counter that is kept for the policy. Counters are
/// cumulative since the pod started; buckets hold the requests within their bound. A missed scrape leaves them empty.
/// </summary>
public sealed class ScrapesCsv : IRolloutRecorder, IDisposable
{
    private static readonly CsvWriterOptions Options = new() { NewLine = "\n" };
    private static readonly string[] Fixed = ["seconds", "cell", "arm", "pod", "missed", "weight", "engine"];
    private readonly CsvWriter _writer;
    private readonly string _engine;
    private bool _hasHeader;

    /// <summary>Begins a table; the stream stays open.</summary>
    /// <param name="stream">Gets UTF-8.</param>
    /// <param name="engine">The engine that makes the counts.</param>
    public ScrapesCsv(Stream stream, EngineKind engine)
    {
        _writer = CsvWriter.Create(stream, Options, leaveOpen: true);
        _engine = FileWords.Of(engine);
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

    /// <inheritdoc/>
    public void ScrapedPods(in PodScrapes scrapes)
    {
        if (!_hasHeader)
            _writer.WriteHeader([.. Fixed, .. scrapes.Counters]);
        _hasHeader = true;
        for (int pod = 0; pod < scrapes.Pods; pod++)
            WriteRow(scrapes, pod);
    }

    /// <summary>Writes what is still to be written.</summary>
    public void Dispose() => _writer.Dispose();

    private void WriteRow(in PodScrapes scrapes, int pod)
    {
        bool isMissed = scrapes.IsMissed(pod);
        _writer.WriteField(scrapes.At.Nanoseconds / 1e9);
        _writer.WriteField(scrapes.Cell);
        _writer.WriteField(FileWords.Of(scrapes.ArmOf(pod)));
        _writer.WriteField(scrapes.NumberOf(pod));
        _writer.WriteField(FileWords.Of(isMissed));
        _writer.WriteField(scrapes.Weight.Share);
        _writer.WriteField(_engine);
        for (int counter = 0; counter < scrapes.Counters.Length; counter++)
            _writer.WriteField(isMissed ? null : FileNumbers.Finite(scrapes.Value(pod, counter)));
        _writer.EndRecord();
    }
}
