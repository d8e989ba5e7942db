namespace Coalmine.Simulation.Kernel;

/// <summary>What a calendar did since it was made or cleared. They depend on the model alone, never on the machine, so tests can bound them.</summary>
/// <param name="Scheduled">Events scheduled.</param>
/// <param name="Taken">Events taken.</param>
/// <param name="Cancelled">Events cancelled in time.</param>
/// <param name="Moves">Times an event was moved by one level of the heap.</param>
/// <param name="Compactions">Times the cancelled events were swept out because they were the majority.</param>
public readonly record struct CalendarCounts(long Scheduled, long Taken, long Cancelled, long Moves, long Compactions);
