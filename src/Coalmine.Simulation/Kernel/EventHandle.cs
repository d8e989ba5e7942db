namespace Coalmine.Simulation.Kernel;

/// <summary>
/// What <see cref="EventCalendar.ScheduleCancellable"/> gives to cancel an event with. It stays safe for ever: once the event was taken or cancelled the handle
/// matches nothing, also when its slot serves another event. The default value is the handle of no event.
/// </summary>
/// <param name="Slot">The slot of the event in its calendar.</param>
/// <param name="Generation">Which use of the slot this is; 0 is never used. Wraps after 2^32 uses of one slot.</param>
public readonly record struct EventHandle(int Slot, uint Generation);
