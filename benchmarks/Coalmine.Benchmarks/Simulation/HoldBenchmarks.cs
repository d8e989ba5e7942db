using BenchmarkDotNet.Attributes;
using Coalmine.Simulation.Kernel;
using Coalmine.Statistics.Random;

namespace Coalmine.Benchmarks.Simulation;

/// <summary>
/// The hold model: as many events are pending, each that is taken schedules another an exponential time later. One operation is one event, its draw included.
/// </summary>
[MemoryDiagnoser]
public class HoldBenchmarks
{
    internal const int Events = 100_000;

    private readonly EventCalendar _calendar = new();
    private readonly EventCalendar _cancellable = new();
    private readonly BareHeap _heap = new();
    private readonly PriorityQueue<(int Kind, int Subject), Key> _queue = new();
    private Xoshiro256 _random = StreamKey.Root(1).With("hold").Open();
    private long _sequence;

    [Params(10, 1_000, 100_000)]
    public int Pending { get; set; }

    [GlobalSetup]
    public void Fill()
    {
        for (int i = 0; i < Pending; i++)
        {
            _heap.Push(Delay(), 0, i);
            _queue.Enqueue((0, i), new Key(Delay(), _sequence++));
            _calendar.Schedule(Delay(), 0, i);
            _cancellable.ScheduleCancellable(Delay(), 0, i);
        }
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Events)]
    public long BareHeap()
    {
        long sum = 0;
        for (int i = 0; i < Events; i++)
        {
            BareEvent due = _heap.Pop();
            sum += due.Subject;
            _heap.Push(due.Time + Delay(), due.Kind, due.Subject);
        }

        return sum;
    }

    [Benchmark(OperationsPerInvoke = Events)]
    public long FrameworkPriorityQueue()
    {
        long sum = 0;
        for (int i = 0; i < Events; i++)
        {
            _queue.TryDequeue(out (int Kind, int Subject) due, out Key key);
            sum += due.Subject;
            _queue.Enqueue(due, new Key(key.Time + Delay(), _sequence++));
        }

        return sum;
    }

    [Benchmark(OperationsPerInvoke = Events)]
    public long Calendar()
    {
        long sum = 0;
        for (int i = 0; i < Events && _calendar.TryTake(EventCalendar.Forever, out CalendarEvent due); i++)
        {
            sum += due.Subject;
            _calendar.Schedule(due.Time + Delay(), due.Kind, due.Subject);
        }

        return sum;
    }

    [Benchmark(OperationsPerInvoke = Events)]
    public long CalendarCancellable()
    {
        long sum = 0;
        for (int i = 0; i < Events && _cancellable.TryTake(EventCalendar.Forever, out CalendarEvent due); i++)
        {
            sum += due.Subject;
            _cancellable.ScheduleCancellable(due.Time + Delay(), due.Kind, due.Subject);
        }

        return sum;
    }

    private long Delay() => (long)(1e9 * ExponentialSampler.Draw(ref _random));

    private readonly record struct Key(long Time, long Sequence) : IComparable<Key>
    {
        public int CompareTo(Key other) => Time != other.Time ? (Time < other.Time ? -1 : 1) : Sequence.CompareTo(other.Sequence);
    }
}
