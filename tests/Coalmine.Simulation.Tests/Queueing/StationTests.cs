using Coalmine.Simulation.Queueing;
using Coalmine.Statistics.Random;
using Coalmine.Testing;

namespace Coalmine.Simulation.Tests.Queueing;

public class StationTests
{
    [Fact]
    public void Arrive_FreeBusyFull_StartsWaitsIsRefused()
    {
        Station station = new(1, 2);
        Assert.Equal(Admission.Starts, station.Arrive(7, out long first));
        Assert.Equal(Admission.Waits, station.Arrive(8, out long second));
        Assert.Equal(Admission.Refused, station.Arrive(9, out long third));
        Assert.Equal((Station.Nowhere, Station.Nowhere), (first, third));
        Assert.NotEqual(Station.Nowhere, second);
        Assert.Equal((1, 1, 2), (station.InService, station.Waiting, station.Present));
        Assert.True(station.Complete(7, out int started));
        Assert.Equal(8, started);
        Assert.False(station.Complete(8, out started));
        Assert.Equal(-1, started);
        Assert.Throws<InvalidOperationException>(() => station.Complete(8, out _));
    }

    [Fact]
    public void Abandon_InTheMiddleAndAtTheHead_IsPassedOver()
    {
        Station station = new(1);
        station.Arrive(0, out _);
        long[] places = new long[5];
        for (int i = 1; i < 5; i++)
            station.Arrive(i, out places[i]);
        Assert.True(station.Abandon(places[2]));
        Assert.False(station.Abandon(places[2]));
        Assert.True(station.Abandon(places[1]));
        Assert.False(station.Abandon(Station.Nowhere));
        Assert.Equal(2, station.Waiting);
        Assert.True(station.Complete(0, out int started));
        Assert.Equal(3, started);
        Assert.False(station.Abandon(places[3]));
        Assert.False(station.Abandon(places[4] + 1));
    }

    [Fact]
    public void Servers_RaisedAndLowered_StartMoreAndFinishFirst()
    {
        Station station = new(1);
        for (int i = 0; i < 5; i++)
            station.Arrive(i, out _);
        station.Servers = 3;
        Assert.Equal(Admission.Waits, station.Arrive(5, out _));
        Assert.True(station.TryStart(out int second));
        Assert.True(station.TryStart(out int third));
        Assert.False(station.TryStart(out _));
        Assert.Equal((1, 2), (second, third));
        station.Servers = 1;
        Assert.False(station.Complete(1, out _));
        Assert.False(station.Complete(0, out _));
        Assert.True(station.Complete(2, out int next));
        Assert.Equal(3, next);
    }

    [Fact]
    public void Capacity_Zero_DrainsWithoutTurningAnybodyOut()
    {
        Station station = new(1);
        station.Arrive(0, out _);
        station.Arrive(1, out _);
        station.Capacity = 0;
        Assert.Equal(Admission.Refused, station.Arrive(2, out _));
        Assert.True(station.Complete(0, out _));
        Assert.False(station.Complete(1, out _));
        Assert.Equal(0, station.Present);
    }

    [Fact]
    public void TryEvict_UntilEmpty_GivesServedAndThenTheLineInOrder()
    {
        Station station = new(2);
        long left = 0;
        for (int i = 0; i < 6; i++)
            if (station.Arrive(i, out long place) == Admission.Waits && i == 3)
                left = place;
        station.Abandon(left);
        Assert.Equal([0, 1], station.Served.ToArray().Order());
        List<int> evicted = [];
        while (station.TryEvict(out int customer))
            evicted.Add(customer);
        Assert.Equal([0, 1], evicted.Take(2).Order());
        Assert.Equal([2, 4, 5], evicted.Skip(2));
        Assert.Equal(Admission.Starts, station.Arrive(0, out _));
    }

    [Fact]
    public void Clear_OldPlaces_MatchNobody()
    {
        Station station = new(0);
        station.Arrive(1, out long before);
        station.Clear();
        station.Arrive(2, out long after);
        Assert.False(station.Abandon(before));
        Assert.Equal(1, station.Waiting);
        Assert.True(station.Abandon(after));
        Assert.Equal(0, station.Present);
    }

    [Fact]
    public void Station_NegativeArguments_AreRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new Station(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Station(1, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Station(1).Arrive(-1, out _));
    }

    // Against lists that are searched and shifted, over random calls of every kind; then again, which allocates nothing.
    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    public void Station_RandomCalls_AgreesWithPlainLists(ulong seed)
    {
        Xoshiro256 random = StreamKey.Root(seed).With("station").Open();
        Station station = new(3, 40);
        List<int> served = [];
        List<(int Customer, long Place)> line = [];
        for (int customer = 0; customer < 50_000; customer++)
        {
            double choice = random.NextDouble();
            if (choice < 0.5)
            {
                Admission expected = served.Count + line.Count >= station.Capacity ? Admission.Refused
                    : served.Count < station.Servers && line.Count == 0 ? Admission.Starts : Admission.Waits;
                Assert.Equal(expected, station.Arrive(customer, out long place));
                if (expected == Admission.Starts)
                    served.Add(customer);
                else if (expected == Admission.Waits)
                    line.Add((customer, place));
            }
            else if (choice < 0.8 && served.Count > 0)
            {
                int who = served[(int)(random.NextDouble() * served.Count)];
                served.Remove(who);
                Assert.Equal(StartNext(), station.Complete(who, out int started) ? started : -1);
            }
            else if (choice < 0.95 && line.Count > 0)
            {
                int index = (int)(random.NextDouble() * line.Count);
                Assert.True(station.Abandon(line[index].Place));
                line.RemoveAt(index);
            }
            else
            {
                station.Servers = 1 + (int)(random.NextUInt64() & 3);
                while (StartNext() is var next and >= 0)
                    Assert.Equal(next, station.TryStart(out int started) ? started : -1);
                Assert.False(station.TryStart(out _));
            }

            Assert.Equal((served.Count, line.Count), (station.InService, station.Waiting));
        }

        int StartNext()
        {
            if (served.Count >= station.Servers || line.Count == 0)
                return -1;
            int next = line[0].Customer;
            line.RemoveAt(0);
            served.Add(next);
            return next;
        }
    }

    [Fact]
    public void Station_AfterWarmUp_AllocatesNothing()
    {
        Station station = new(2, 100);
        FillAndEmpty(station);
        Assert.Equal(0, AllocationMeter.Least(() =>
        {
            for (int round = 0; round < 100; round++)
                FillAndEmpty(station);
        }));
    }

    private static void FillAndEmpty(Station station)
    {
        for (int i = 0; i < 110; i++)
            if (station.Arrive(i, out long place) == Admission.Waits && i % 3 == 0)
                station.Abandon(place);
        station.Complete(0, out _);
        while (station.TryEvict(out _))
            continue;
    }
}
