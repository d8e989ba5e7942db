using System.Diagnostics.CodeAnalysis;
using Coalmine.Live.Comparing;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Readers;

namespace Coalmine.Live.Files;

/// <summary>Reads <c>comparator: { answer, compare, ... }</c>.</summary>
internal sealed class ComparatorSettingsReader : MappingReader<ComparatorSettings>
{
    private const int MostRequests = 1_000_000;
    private const int MostClasses = 100_000;
    private static readonly PairRules _usual = new();

    private readonly Key<PortSettings> _port;
    private readonly Key<string> _answer;
    private readonly Key<ComparisonForm> _compare;
    private readonly Key<double> _tolerance;
    private readonly Key<int> _classes;
    private readonly Key<ArmSource> _arm;
    private readonly Key<string> _baseline;
    private readonly Key<string> _canary;
    private readonly Key<string> _service;
    private readonly Key<string> _model;
    private readonly Key<string> _requestHeader;
    private readonly Key<TimeSpan> _waitsFor;
    private readonly Key<TimeSpan> _labelsWithin;
    private readonly Key<int> _most;

    public ComparatorSettingsReader()
        : base("comparator", "the comparator")
    {
        _port = Required("port", new PortSettingsReader());
        _answer = Required("answer", new WordsReader("JSON pointer", "a JSON pointer such as /data/ndarray or /outputs/0/data"));
        _compare = Optional("compare", new ChoiceReader<ComparisonForm>("comparison",
            ("equal", ComparisonForm.Equal), ("within", ComparisonForm.Within), ("greatestScore", ComparisonForm.GreatestScore)), ComparisonForm.Equal);
        _tolerance = Optional("tolerance", Units.Number);
        _classes = Optional("classes", new WholeNumberReader("classes", 2, MostClasses));
        _arm = Optional("arm", new ChoiceReader<ArmSource>("attribute", ("endpoint", ArmSource.Endpoint),
            ("inferenceservicename", ArmSource.InferenceServiceName)), ArmSource.Endpoint);
        _baseline = Optional("baseline", Units.Words, "");
        _canary = Optional("canary", Units.Words, "");
        _service = Optional("service", Units.Words, "");
        _model = Optional("model", Units.Words, "");
        _requestHeader = Optional("requestHeader", Units.Words, "");
        _waitsFor = Optional("waitsFor", Units.Duration, _usual.WaitsFor);
        _labelsWithin = Optional("labelsWithin", Units.Duration);
        _most = Optional("mostRequests", new WholeNumberReader("requests", 100, MostRequests), _usual.Most);
    }

    /// <inheritdoc/>
    protected override bool TryBuild(Fields fields, DiagnosticList said, [MaybeNullWhen(false)] out ComparatorSettings value)
    {
        bool isRight = true;
        void Refuse(TextPosition position, Message message)
        {
            said.Add(position, message);
            isRight = false;
        }

        string answer = fields.Get(_answer);
        ComparisonForm form = fields.Get(_compare);
        if (JsonPointer.Read(answer) is null)
            Refuse(fields.PositionOf(_answer), ComparingMessages.BadPointer(answer));
        if (fields.Has(_tolerance) != (form == ComparisonForm.Within))
            Refuse(fields.Has(_tolerance) ? fields.PositionOf(_tolerance) : fields.Start, ComparingMessages.ToleranceGoesWithWithin);
        if (fields.Has(_tolerance) && fields.Get(_tolerance) < 0)
            Refuse(fields.PositionOf(_tolerance), ComparingMessages.NegativeTolerance);
        if (fields.Has(_classes) && form != ComparisonForm.GreatestScore)
            Refuse(fields.PositionOf(_classes), ComparingMessages.ClassesGoWithScores);
        if (fields.Has(_labelsWithin) && fields.Get(_labelsWithin) < fields.Get(_waitsFor))
            Refuse(fields.PositionOf(_labelsWithin), ComparingMessages.LabelsTooSoon);
        value = new ComparatorSettings(fields.Get(_port), new ComparisonRule(answer, form)
        {
            Tolerance = fields.Has(_tolerance) ? fields.Get(_tolerance) : 0,
            Classes = fields.Has(_classes) ? fields.Get(_classes) : 0,
        })
        {
            ArmSource = fields.Get(_arm),
            Baseline = fields.Get(_baseline),
            Canary = fields.Get(_canary),
            Service = fields.Get(_service),
            Model = fields.Get(_model),
            RequestHeader = fields.Get(_requestHeader),
            Pairs = _usual with
            {
                WaitsFor = fields.Get(_waitsFor),
                LabelsWithin = fields.Has(_labelsWithin) ? fields.Get(_labelsWithin) : null,
                Most = fields.Get(_most),
            },
        };
        return isRight;
    }
}
