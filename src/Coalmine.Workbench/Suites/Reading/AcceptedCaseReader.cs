using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Readers;
using Coalmine.Workbench.Suites.Accepted;

namespace Coalmine.Workbench.Suites.Reading;

/// <summary>Reads an entry of the <c>cases:</c> of a file of accepted characteristics.</summary>
internal sealed class AcceptedCaseReader : MappingReader<AcceptedCase>
{
    private readonly Key<string> _case;
    private readonly Key<int> _rollouts;
    private readonly Key<ImmutableArray<Located<Expectation>>> _characteristics;

    public AcceptedCaseReader()
        : base("accepted case", "the accepted case")
    {
        _case = Required("case", new WordsReader("case", "the name of a case of the suite"));
        _rollouts = Required("rollouts", Units.PositiveCount);
        _characteristics = Required("characteristics", new ListReader<Expectation>(new ExpectationReader(isAccepted: true), allowsNone: true));
    }

    /// <inheritdoc/>
    protected override bool TryBuild(Fields fields, DiagnosticList said, [MaybeNullWhen(false)] out AcceptedCase value)
    {
        value = new AcceptedCase(fields.Get(_case)!, fields.Start, fields.Get(_rollouts), fields.Get(_characteristics));
        return true;
    }
}
