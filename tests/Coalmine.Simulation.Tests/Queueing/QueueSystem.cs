using Coalmine.Simulation.Kernel;
using Coalmine.Simulation.Queueing;
using Coalmine.Statistics.Random;

namespace Coalmine.Simulation.Tests.Queueing;

/// <summary>
/// A queue in front of several servers, on kernel, station and samplers. Times in units of the mean service, one second on the kernel's clock.
/// </summary>
internal sealed record QueueSystem(Law Gap, Law Service, int Servers, int Capacity = Station.Unlimited)
{
    private const double Unit = 1e9;

    /// <summary>A sojourn longer than this counts as slow.</summary>
    public double SlowFrom { get; init; } = double.PositiveInfinity;

    /// <summary>One replication from empty: <paramref name="warmUp"/> arrivals are not observed, the next <paramref name="observed"/> are.</summary>
    public QueueAverages Run(StreamKey stream, int warmUp, int observed)
    {
        Replication replication = new(this, stream, warmUp, warmUp + observed);
        EventCalendar calendar = new();
        replication.Begin(calendar);
        calendar.Run(EventCalendar.Forever, ref replication);
        return replication.Averages();
    }

    private struct Replication(QueueSystem system, StreamKey stream, int warmUp, int arrivals) : ICalendarHandler
    {
        private const byte Arrival = 0;
        private const byte End = 1;

        private readonly Station _station = new(system.Servers, system.Capacity);
        private readonly Stack<int> _free = new();
        private Xoshiro256 _gaps = stream.With("gaps").Open();
        private Xoshiro256 _services = stream.With("services").Open();
        private (long Arrived, bool Observed)[] _customers = new (long, bool)[16];
        private int _arrived;
        private int _used;
        private long _began;
        private long _changed;
        private double _presence;
        private int _refused;
        private int _waited;
        private int _ended;
        private int _slow;
        private double _waiting;

        public void Begin(EventCalendar calendar) => calendar.Schedule(Draw(system.Gap, ref _gaps), Arrival);

        public readonly QueueAverages Averages() => new()
        {
            Waiting = _waiting / _ended,
            Waited = (double)_waited / _ended,
            Refused = (double)_refused / (arrivals - warmUp),
            Present = _presence / (_changed - _began),
            Slow = (double)_slow / _ended,
        };

        public void Handle(EventCalendar calendar, in CalendarEvent due)
        {
            if (_arrived > warmUp && _arrived <= arrivals)
                _presence += (double)(due.Time - _changed) * _station.Present;
            if (_arrived <= arrivals)
                _changed = due.Time;
            if (due.Kind == Arrival)
                Arrive(calendar);
            else
                Depart(calendar, due.Subject);
        }

        private static long Draw(Law law, ref Xoshiro256 random) => (long)Math.Round(Unit * law(ref random));

        private void Arrive(EventCalendar calendar)
        {
            if (_arrived++ == warmUp)
                _began = calendar.Now;

            // The arrival after the last observed one only ends the time over which the number present is averaged.
            if (_arrived > arrivals)
                return;
            calendar.Schedule(calendar.Now + Draw(system.Gap, ref _gaps), Arrival);
            bool observed = _arrived > warmUp;
            int customer = _free.Count > 0 ? _free.Pop() : _used++;
            if (customer == _customers.Length)
                Array.Resize(ref _customers, 2 * customer);
            _customers[customer] = (calendar.Now, observed);
            switch (_station.Arrive(customer, out _))
            {
                case Admission.Starts:
                    Start(calendar, customer);
                    break;
                case Admission.Waits:
                    _waited += observed ? 1 : 0;
                    break;
                default:
                    _refused += observed ? 1 : 0;
                    _free.Push(customer);
                    break;
            }
        }

        private void Start(EventCalendar calendar, int customer)
        {
            if (_customers[customer].Observed)
                _waiting += (calendar.Now - _customers[customer].Arrived) / Unit;
            calendar.Schedule(calendar.Now + Draw(system.Service, ref _services), End, customer);
        }

        private void Depart(EventCalendar calendar, int customer)
        {
            (long arrived, bool observed) = _customers[customer];
            if (observed)
            {
                _ended++;
                _slow += (calendar.Now - arrived) / Unit > system.SlowFrom ? 1 : 0;
            }

            _free.Push(customer);
            if (_station.Complete(customer, out int next))
                Start(calendar, next);
        }
    }
}
