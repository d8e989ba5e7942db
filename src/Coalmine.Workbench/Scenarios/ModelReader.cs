using System.Diagnostics.CodeAnalysis;
using Coalmine.Learning.Arms;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Readers;

namespace Coalmine.Workbench.Scenarios;

/// <summary>
/// Reads <c>model: { file: fraud-v2.zip, data: transactions.csv, label: label, positive: fraud, threshold: 30% }</c>; both files lie in the scenario's folder
/// or are named from there.
/// </summary>
internal sealed class ModelReader : MappingReader<LearnedArm>
{
    private const int MostBytes = 1 << 24;
    private const string UsualLabel = "label";

    private readonly Key<string> _file;
    private readonly Key<string> _data;
    private readonly Key<string> _label;
    private readonly Key<string> _positive;
    private readonly Key<double> _threshold;

    public ModelReader()
        : base("model", "the model")
    {
        _file = Required("file", new WordsReader("model file", $"the path of a model, {LearnedModel.Endings}, from the folder of this file"));
        _data = Required("data", new WordsReader("data file", "the path of a CSV file with rows and their true class, from the folder of this file"));
        _label = Optional("label", Units.Words, UsualLabel);
        _positive = Optional("positive", Units.Words);
        _threshold = Optional("threshold", Units.Probability);
    }

    /// <inheritdoc/>
    protected override bool TryBuild(Fields fields, DiagnosticList said, [MaybeNullWhen(false)] out LearnedArm value)
    {
        value = null;
        if (!LearnedModel.CanOpen(fields.Get(_file)))
        {
            said.Add(fields.PositionOf(_file), LearnedMessages.UnknownEnding(fields.Get(_file), LearnedModel.Endings));
            return false;
        }

        if (!TryFind(fields, _file, said, out string? file) || !TryFind(fields, _data, said, out string? data))
            return false;
        ReadResult<RowTable> rows = FileReader.ReadBytes(data).Then(bytes => RowFile.Read(data, bytes, fields.Get(_label)));
        ReadResult<byte[]> model = FileReader.ReadBytes(file, MostBytes);
        if ((rows, model) is not (ReadResult<RowTable>.Read known, ReadResult<byte[]>.Read bytes))
        {
            foreach (Diagnostic diagnostic in rows.Said.Concat(model.Said))
                said.Add(diagnostic);
            return false;
        }

        try
        {
            ModelUse use = new(fields.Has(_positive) ? fields.Get(_positive) : null, fields.Has(_threshold) ? fields.Get(_threshold) : null);
            value = new LearnedArm(LearnedModel.Open(file, bytes.Value), use, known.Value, (fields.Get(_data), fields.Get(_label)), fields.Start);
            return true;
        }
        catch (UnusableModelException problem)
        {
            said.Add(fields.PositionOf(_file), LearnedMessages.Unusable(problem.Message));
            return false;
        }
    }

    private static bool TryFind(Fields fields, Key<string> key, DiagnosticList said, [MaybeNullWhen(false)] out string path)
    {
        path = Path.Combine(Path.GetDirectoryName(said.File) ?? "", fields.Get(key));
        if (Path.Exists(path))
            return true;
        said.Add(fields.PositionOf(key), LearnedMessages.NoFile(fields.Get(key)));
        return false;
    }
}
