using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Native;
using Coalmine.Manifests.Readers;
using Coalmine.Workbench.Suites.Accepted;

namespace Coalmine.Workbench.Suites.Reading;

/// <summary>The keys of a file of accepted characteristics.</summary>
internal sealed class AcceptedMappingReader : MappingReader<AcceptedFile>
{
    private readonly Key<string> _suite;
    private readonly Key<double> _risk;
    private readonly Key<ImmutableArray<Located<AcceptedCase>>> _cases;

    public AcceptedMappingReader()
        : base("accepted file", "the file of accepted characteristics")
    {
        Required(FileKindReader.Key, FileKindReader.Only(FileKind.Accepted));
        Optional("version", new VersionReader(), VersionReader.Current);
        _suite = Required("suite", new WordsReader("suite", "the name of a suite"));
        _risk = Required("risk", SuiteUnits.FalseAlarm);
        _cases = Required("cases", new ListReader<AcceptedCase>(new AcceptedCaseReader(), allowsNone: true));
    }

    /// <inheritdoc/>
    protected override bool TryBuild(Fields fields, DiagnosticList said, [MaybeNullWhen(false)] out AcceptedFile value)
    {
        ImmutableArray<AcceptedCase> cases = [.. fields.Get(_cases).Select(each => each.Value with { Position = each.Position })];
        value = new AcceptedFile("", fields.Get(_suite)!, fields.Get(_risk), cases)
        {
            SuiteAt = fields.PositionOf(_suite),
            RiskAt = fields.PositionOf(_risk),
        };
        return true;
    }
}
