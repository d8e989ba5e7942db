using System.Diagnostics;
using System.Globalization;

namespace Coalmine.Conformance.Fuzzing;

/// <summary>A run: deals cases out to workers, watches that none hangs, and collects what is found.</summary>
internal sealed class FuzzRun(FuzzOptions options, FuzzTargets targets, TextWriter output)
{
    private const int MostHangs = 5;
    private const long LinesApart = 20;
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(50);

    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, (long Cases, long Accepted)> _done = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _causes = new(StringComparer.Ordinal);
    private readonly List<Finding> _findings = [];
    private long _next = options.From;
    private long _finished;
    private int _hangs;

    /// <summary>What was asked for.</summary>
    public FuzzOptions Options => options;

    /// <summary>The targets that take part.</summary>
    public FuzzTargets Targets => targets;

    /// <summary>The first finding of each cause.</summary>
    public IReadOnlyList<Finding> Findings => _findings;

    /// <summary>How many cases each target had, and how many of them it accepted.</summary>
    public IReadOnlyDictionary<string, (long Cases, long Accepted)> CasesOf => _done;

    /// <summary>How many findings each cause has, its first included.</summary>
    public long CountOf(Finding finding) => _causes[finding.Cause];

    /// <summary>Runs all cases.</summary>
    public void Run()
    {
        List<(FuzzWorker Worker, Thread Thread)> crew = [.. Enumerable.Range(0, options.Workers).Select(_ => Hire())];
        while (crew.Count > 0)
        {
            Thread.Sleep(Glance);
            for (int i = crew.Count - 1; i >= 0; i--)
            {
                if (!crew[i].Thread.IsAlive)
                    crew.RemoveAt(i);
                else if (IsStuck(crew[i].Worker))
                {
                    crew.RemoveAt(i);
                    if (++_hangs < MostHangs)
                        crew.Add(Hire());
                }
            }
        }
    }

    /// <summary>The next case, if any is left.</summary>
    public bool TryTake(out long number)
    {
        number = Interlocked.Increment(ref _next) - 1;
        return number < options.From + options.Cases;
    }

    /// <summary>Whether nothing was found yet for a cause.</summary>
    public bool IsNew(string target, string cause)
    {
        lock (_gate)
            return !_causes.ContainsKey($"{target} {cause}");
    }

    /// <summary>Takes a finding.</summary>
    /// <param name="finding">The finding.</param>
    /// <param name="isNew">Whether its input has been made small.</param>
    public void Report(Finding finding, bool isNew)
    {
        lock (_gate)
        {
            if (_causes.TryAdd(finding.Cause, 1))
            {
                _findings.Add(finding);
                output.WriteLine(finding.ToText(options));
            }
            else
            {
                _causes[finding.Cause]++;
                if (isNew)
                    output.WriteLine($"  the same, found meanwhile: {finding.ToText(options)}");
            }
        }
    }

    /// <summary>Notes that a case is done.</summary>
    public void Done(string target, bool isAccepted)
    {
        lock (_gate)
        {
            (long cases, long accepted) = _done.GetValueOrDefault(target);
            _done[target] = (cases + 1, accepted + (isAccepted ? 1 : 0));
            _finished++;
            if (_finished % Math.Max(1000, options.Cases / LinesApart) == 0)
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{_finished} of {options.Cases} cases, {_findings.Count} findings"));
        }
    }

    private (FuzzWorker Worker, Thread Thread) Hire()
    {
        FuzzWorker worker = new(this);
        return (worker, worker.Start());
    }

    private bool IsStuck(FuzzWorker worker)
    {
        if (worker.UnderWay is not { } work || Stopwatch.GetElapsedTime(work.Began).TotalSeconds < options.Seconds)
            return false;
        worker.IsGivenUp = true;
        Report(new Finding(work.Case, work.Target.Name, string.Create(CultureInfo.InvariantCulture, $"it takes more than {options.Seconds} s"), work.Input), true);
        return true;
    }
}
