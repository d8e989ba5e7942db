using Coalmine.Rollouts.Journal;

namespace Coalmine.Conformance.Hostile;

/// <summary>A pod whose process is started again when it has ended.</summary>
internal sealed class HostilePod(HostileWorld world, int index, string folder)
{
    private int _number;
    private bool _isStarting;

    /// <summary>The process; nothing before the first.</summary>
    public HostileProcess? Process { get; private set; }

    /// <summary>How far the machine's wall clock is off.</summary>
    public TimeSpan WallClockError { get; set; }

    /// <summary>Since when the process that runs is known to roll back; nothing where it does not.</summary>
    public TimeSpan? RollsBackSince { get; private set; }

    /// <summary>Starts a process after a while.</summary>
    public void StartIn(TimeSpan wait)
    {
        _isStarting = true;
        _ = world.Time.CreateTimer(_ => Start(), null, wait, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Looks whether the process runs still, and has another started where it does not.</summary>
    public void Look()
    {
        if (Process is null || _isStarting)
            return;
        if (Process.Driving.IsFaulted)
        {
            world.Oracle.Violate($"exception: {Process} ended with {Process.Driving.Exception!.GetBaseException()}");
            return;
        }

        if (Process.Time.IsDead || Process.Driving.IsCompleted)
        {
            RollsBackSince = null;
            StartIn(TimeSpan.FromSeconds(1 + world.Luck.Below(20)));
            return;
        }

        IReadOnlyList<JournalEntry> entries = Process.Driver?.Rollout?.Entries ?? [];
        if (RollsBackSince is null && entries.Any(entry => entry.Decision.Kind == DecisionKind.RollBack))
            RollsBackSince = world.Time.Elapsed;
    }

    private void Start()
    {
        _isStarting = false;

        // Who is started after the end may begin anew: that would be another run.
        if (world.End is not null)
            return;
        if (world.Draw.Keeping == JournalKeeping.MapAlone && Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        Process?.Dispose();
        Process = new HostileProcess(world, index, ++_number, folder);
        Process.Time.WallClockError = WallClockError;
        world.Story.Tell($"{Process}: starts");
        Process.Start();
    }
}
