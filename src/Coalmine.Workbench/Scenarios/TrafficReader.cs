using System.Diagnostics.CodeAnalysis;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Readers;
using Coalmine.Simulation.Worlds;

namespace Coalmine.Workbench.Scenarios;

/// <summary>Reads <c>traffic: { rate: 200/s, users: { count: 50000, sticky: true }, bursts: 5 }</c>.</summary>
internal sealed class TrafficReader : MappingReader<Traffic>
{
    private readonly Key<double> _rate;
    private readonly Key<Users> _users;
    private readonly Key<double> _bursts;

    public TrafficReader()
        : base("traffic", "the traffic")
    {
        _rate = Required("rate", Units.Rate);
        _users = Required("users", new UsersReader());
        _bursts = Optional("bursts", ScenarioUnits.BurstSize, 1);
    }

    /// <inheritdoc/>
    protected override bool TryBuild(Fields fields, DiagnosticList said, [MaybeNullWhen(false)] out Traffic value)
    {
        value = new Traffic(fields.Get(_rate), fields.Get(_users), fields.Get(_bursts));
        return true;
    }

    private sealed class UsersReader : MappingReader<Users>
    {
        private readonly Key<int> _count;
        private readonly Key<bool> _sticky;

        public UsersReader()
            : base("users", "the users")
        {
            _count = Required("count", Units.PositiveCount);
            _sticky = Optional("sticky", Units.YesOrNo, false);
        }

        protected override bool TryBuild(Fields fields, DiagnosticList said, [MaybeNullWhen(false)] out Users value)
        {
            value = new Users(fields.Get(_count), fields.Get(_sticky));
            return true;
        }
    }
}
