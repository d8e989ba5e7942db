using Coalmine.Simulation;
using Coalmine.Simulation.Engines;
using Coalmine.Workbench.Reports;
using Coalmine.Workbench.Watchers;

namespace Coalmine.Cli.Commands;

/// <summary>The tables that are written while a rollout runs, so that they need not be kept in memory. What is not finished leaves nothing behind.</summary>
internal sealed class TraceFiles : IDisposable
{
    private const string PromtoolRules = "promtool-rules.yaml";
    private readonly Outputs _outputs;
    private readonly PromtoolFiles? _promtool;
    private readonly List<PartialFile> _files = [];
    private readonly List<IDisposable> _writers = [];
    private readonly List<IRolloutRecorder> _recorders = [];

    /// <summary>Begins the tables.</summary>
    /// <param name="outputs">Takes them; what it refuses is not written.</param>
    /// <param name="tables">Which ones.</param>
    /// <param name="engine">The engine.</param>
    /// <param name="promtool">Gets what rules saw; nothing where no test is written.</param>
    public TraceFiles(Outputs outputs, TraceTables tables, EngineKind engine, PromtoolFiles? promtool = null)
    {
        _promtool = promtool;
        if (promtool is not null)
            _recorders.Add(promtool);
        _outputs = outputs;
        if (tables.HasFlag(TraceTables.Requests))
            Begin("requests.csv", stream => new RequestsCsv(stream));
        if (tables.HasFlag(TraceTables.Scrapes))
            Begin("scrapes.csv", stream => new ScrapesCsv(stream, engine));
    }

    /// <summary>What must look on while the rollout runs.</summary>
    public IReadOnlyList<IRolloutRecorder> Recorders => _recorders;

    /// <summary>The rollout is over: puts the files in their places.</summary>
    public void Finish()
    {
        foreach (IDisposable writer in _writers)
            writer.Dispose();
        foreach (PartialFile file in _files)
            _outputs.Finish(file);
        if (_promtool is null)
            return;
        _outputs.Write(PromtoolRules, _promtool.WriteRules);
        _outputs.Write("promtool-test.yaml", stream => _promtool.WriteTest(PromtoolRules, stream));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // The writers hold nothing but rows of files that are given up, or have been disposed.
        foreach (PartialFile file in _files)
            file.Dispose();
    }

    private void Begin<T>(string name, Func<Stream, T> begin)
        where T : IRolloutRecorder, IDisposable
    {
        if (_outputs.Begin(name) is not { } file)
            return;
        _files.Add(file);
        T recorder = begin(file.Stream);
        _writers.Add(recorder);
        _recorders.Add(recorder);
    }
}
