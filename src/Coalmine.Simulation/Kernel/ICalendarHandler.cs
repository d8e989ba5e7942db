namespace Coalmine.Simulation.Kernel;

/// <summary>A model: what happens when an event is due. Implemented by a struct, so that the calendar's loop calls it directly.</summary>
public interface ICalendarHandler
{
    /// <summary>
    /// Lets the event happen. The calendar's clock stands at its time; the event itself is no longer pending. May schedule and cancel, also for this very
    /// moment; must not run, take from or clear the calendar.
    /// </summary>
    void Handle(EventCalendar calendar, in CalendarEvent due);
}
