using Coalmine.Rollouts.Plan;

namespace Coalmine.Simulation.Tests;

public sealed class AgendaTests
{
    [Fact]
    public void TryTake_ManyEntries_EarliestFirstAndTiesInOrder()
    {
        Agenda agenda = new();
        foreach ((int id, int at) in new[] { (1, 30), (2, 10), (3, 20), (4, 10), (5, 10) })
            agenda.Add(new AgendaEntry(AgendaKind.Measurement, Moment.FromSeconds(at), id, default));
        Assert.Equal([2, 4, 5, 3, 1], Drain(agenda));
    }

    [Fact]
    public void AddWake_SameId_Replaces()
    {
        Agenda agenda = new();
        agenda.AddWake(new AgendaEntry(AgendaKind.Wake, Moment.FromSeconds(5), 1, default));
        agenda.AddWake(new AgendaEntry(AgendaKind.Wake, Moment.FromSeconds(6), 2, default));
        agenda.AddWake(new AgendaEntry(AgendaKind.Wake, Moment.FromSeconds(7), 1, default));
        Assert.Equal([2, 1], Drain(agenda));
    }

    [Fact]
    public void Cancel_AnId_RemovesItsWakesMeasurementsAndHooks()
    {
        Agenda agenda = new();
        foreach (AgendaKind kind in Enum.GetValues<AgendaKind>())
            agenda.Add(new AgendaEntry(kind, Moment.FromSeconds(1), 3, default));
        agenda.Add(new AgendaEntry(AgendaKind.Wake, Moment.FromSeconds(2), 4, default));
        agenda.Cancel(3);
        AgendaKind[] kept = [AgendaKind.Weight, AgendaKind.Created, AgendaKind.Available, AgendaKind.Replaced, AgendaKind.LoadEnds];
        foreach (AgendaKind kind in kept)
        {
            Assert.True(agenda.TryTake(out AgendaEntry entry));
            Assert.Equal(kind, entry.Kind);
        }

        Assert.Equal([4], Drain(agenda));
    }

    private static List<int> Drain(Agenda agenda)
    {
        List<int> ids = [];
        while (agenda.TryTake(out AgendaEntry entry))
            ids.Add(entry.Id);
        return ids;
    }
}
