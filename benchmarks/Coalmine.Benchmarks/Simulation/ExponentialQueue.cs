using Coalmine.Simulation.Kernel;
using Coalmine.Simulation.Queueing;
using Coalmine.Statistics.Random;

namespace Coalmine.Benchmarks.Simulation;

/// <summary>
/// M/M/1 at a load of 0.9 with a mean service of 1 s, written four times with the same streams, so that all give the same mean sojourn (10 in the long run).
/// </summary>
internal static class ExponentialQueue
{
    /// <summary>Exact mean sojourn.</summary>
    public const double ExactSojourn = 10;

    private const double Load = 0.9;
    private const double Second = 1e9;
    private const byte Arrival = 0;
    private const byte End = 1;

    // Enough places for the longest line: at this load more than 2,000 present has probability 1e-92.
    private const int Mask = (1 << 16) - 1;

    /// <summary>The bare prototype: heap and inline code.</summary>
    public static double Bare(int customers)
    {
        State state = new();
        BareHeap heap = new();
        heap.Push(state.Gap(), Arrival, 0);
        while (state.Done < customers)
        {
            BareEvent due = heap.Pop();
            if (due.Kind == Arrival)
            {
                if (state.Join(due.Time) == 1)
                    heap.Push(due.Time + state.Service(), End, 0);
                heap.Push(due.Time + state.Gap(), Arrival, 0);
            }
            else if (state.Leave(due.Time) > 0)
            {
                heap.Push(due.Time + state.Service(), End, 0);
            }
        }

        return state.Sojourn;
    }

    /// <summary>The kernel, in the model's own loop.</summary>
    public static double Loop(int customers)
    {
        State state = new();
        EventCalendar calendar = new();
        calendar.Schedule(state.Gap(), Arrival);
        while (state.Done < customers && calendar.TryTake(EventCalendar.Forever, out CalendarEvent due))
            if (due.Kind == Arrival)
            {
                if (state.Join(due.Time) == 1)
                    calendar.Schedule(due.Time + state.Service(), End);
                calendar.Schedule(due.Time + state.Gap(), Arrival);
            }
            else if (state.Leave(due.Time) > 0)
            {
                calendar.Schedule(due.Time + state.Service(), End);
            }

        return state.Sojourn;
    }

    /// <summary>The kernel calls the model back.</summary>
    public static double Callbacks(int customers)
    {
        Model model = new() { State = new State(), Customers = customers };
        EventCalendar calendar = new();
        calendar.Schedule(model.State.Gap(), Arrival);
        calendar.Run(EventCalendar.Forever, ref model);
        return model.State.Sojourn;
    }

    /// <summary>The kernel, and a station that keeps the line.</summary>
    public static double WithStation(int customers)
    {
        State state = new();
        EventCalendar calendar = new();
        Station station = new(1);
        calendar.Schedule(state.Gap(), Arrival);
        while (state.Done < customers && calendar.TryTake(EventCalendar.Forever, out CalendarEvent due))
            if (due.Kind == Arrival)
            {
                int customer = state.Tail & Mask;
                state.Join(due.Time);
                if (station.Arrive(customer, out _) == Admission.Starts)
                    calendar.Schedule(due.Time + state.Service(), End, customer);
                calendar.Schedule(due.Time + state.Gap(), Arrival);
            }
            else
            {
                state.Leave(due.Time);
                if (station.Complete(due.Subject, out int next))
                    calendar.Schedule(due.Time + state.Service(), End, next);
            }

        return state.Sojourn;
    }

    private struct Model : ICalendarHandler
    {
        public State State;
        public int Customers;

        public void Handle(EventCalendar calendar, in CalendarEvent due)
        {
            // Who has seen enough schedules nothing more, and the run ends.
            if (State.Done >= Customers)
                return;
            if (due.Kind == Arrival)
            {
                if (State.Join(due.Time) == 1)
                    calendar.Schedule(due.Time + State.Service(), End);
                calendar.Schedule(due.Time + State.Gap(), Arrival);
            }
            else if (State.Leave(due.Time) > 0)
            {
                calendar.Schedule(due.Time + State.Service(), End);
            }
        }
    }

    private struct State()
    {
        public int Tail;
        public int Done;
        private readonly long[] _arrivedAt = new long[Mask + 1];
        private Xoshiro256 _gaps = StreamKey.Root(1).With("gaps").Open();
        private Xoshiro256 _services = StreamKey.Root(1).With("services").Open();
        private double _sojourns;

        public readonly double Sojourn => _sojourns / Done / Second;

        public long Gap() => (long)(Second / Load * ExponentialSampler.Draw(ref _gaps));

        public long Service() => (long)(Second * ExponentialSampler.Draw(ref _services));

        public int Join(long now)
        {
            _arrivedAt[Tail++ & Mask] = now;
            return Tail - Done;
        }

        public int Leave(long now)
        {
            _sojourns += now - _arrivedAt[Done++ & Mask];
            return Tail - Done;
        }
    }
}
