using System.Diagnostics.CodeAnalysis;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Readers;
using Coalmine.Simulation.Worlds;

namespace Coalmine.Workbench.Scenarios;

/// <summary>Reads <c>users: { count: 50000, sticky: true, errorFrailty: 0.5 }</c>.</summary>
internal sealed class UsersReader : MappingReader<Users>
{
    private readonly Key<int> _count;
    private readonly Key<bool> _sticky;
    private readonly Key<double> _errorFrailty;

    public UsersReader()
        : base("users", "the users")
    {
        _count = Required("count", Units.PositiveCount);
        _sticky = Optional("sticky", Units.YesOrNo, false);
        _errorFrailty = Optional("errorFrailty", Units.Variation, 0);
    }

    /// <inheritdoc/>
    protected override bool TryBuild(Fields fields, DiagnosticList said, [MaybeNullWhen(false)] out Users value)
    {
        value = new Users(fields.Get(_count), fields.Get(_sticky), fields.Get(_errorFrailty));
        return true;
    }
}
