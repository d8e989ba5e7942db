using System.Collections.Immutable;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Coalmine.Learning.Arms;

/// <summary>
/// A model in the ONNX format. It takes one input of 32-bit numbers, a row's numbers in the order of the data's columns, or one such input a column, by its
/// name. Its last output of 32-bit numbers is its answer: one number a row is the probability of yes (which it says from 0.5 on), several are one a class.
/// </summary>
internal sealed class OnnxModel : LearnedModel
{
    private readonly InferenceSession _session;

    private OnnxModel(InferenceSession session) => _session = session;

    public static OnnxModel Open(byte[] bytes)
    {
        // One thread: sums of several would depend on their order.
        using SessionOptions options = new() { IntraOpNumThreads = 1, InterOpNumThreads = 1, LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL };
        try
        {
            return new OnnxModel(new InferenceSession(bytes, options));
        }
        catch (OnnxRuntimeException problem)
        {
            throw new UnusableModelException($"This is no model in the ONNX format that can be run: {problem.Message.Split('\n')[0].Trim()}", problem);
        }
    }

    /// <inheritdoc/>
    internal override ModelAnswers Answer(RowTable rows)
    {
        string output = _session.OutputNames.LastOrDefault(name => IsNumbers(_session.OutputMetadata[name]))
            ?? throw new UnusableModelException("The model answers with no class: none of its outputs holds 32-bit numbers (probabilities). Export it so.");
        Dictionary<string, OrtValue> inputs = [];
        try
        {
            foreach (string name in _session.InputNames)
                inputs.Add(name, Input(name, rows));
            using RunOptions options = new();
            using IDisposableReadOnlyCollection<OrtValue> answers = _session.Run(options, inputs, [output]);
            return Read(answers[0].GetTensorDataAsSpan<float>(), rows.Count);
        }
        catch (OnnxRuntimeException problem)
        {
            throw new UnusableModelException($"The data does not fit the model: {problem.Message.Split('\n')[0].Trim()}", problem);
        }
        finally
        {
            foreach (OrtValue input in inputs.Values)
                input.Dispose();
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool isDisposing)
    {
        if (isDisposing)
            _session.Dispose();
        base.Dispose(isDisposing);
    }

    private static bool IsNumbers(NodeMetadata node) => node.IsTensor && node.ElementDataType == TensorElementType.Float;

    private static ModelAnswers Read(ReadOnlySpan<float> numbers, int rows)
    {
        if (numbers.Length == 0 || numbers.Length % rows != 0)
            throw new UnusableModelException($"The model gives {numbers.Length} numbers to {rows} rows; it must give each row as many.");
        ImmutableArray<float> values = [.. numbers];
        return numbers.Length == rows
            ? new ModelAnswers.YesOrNo([.. values.Select(each => each >= 0.5f)], [.. values.Select(each => (double)each)])
            : new ModelAnswers.PerClass(values, numbers.Length / rows);
    }

    private OrtValue Input(string name, RowTable rows)
    {
        if (!IsNumbers(_session.InputMetadata[name]))
            throw new UnusableModelException($"The model takes '{name}' as {_session.InputMetadata[name].ElementDataType}; only 32-bit numbers can be given.");
        bool isOneColumn = _session.InputMetadata[name].Dimensions is [_, 1] && rows.Find(name) is RowColumn.Numbers;
        RowColumn.Numbers[] columns = isOneColumn || _session.InputNames.Count > 1
            ? [rows.Find(name) as RowColumn.Numbers ?? throw NoColumn(name, rows)]
            : [.. rows.Columns.OfType<RowColumn.Numbers>()];
        float[] values = new float[rows.Count * columns.Length];
        for (int row = 0; row < rows.Count; row++)
            for (int column = 0; column < columns.Length; column++)
                values[(row * columns.Length) + column] = columns[column].Values[row];
        return OrtValue.CreateTensorValueFromMemory(values, [rows.Count, columns.Length]);
    }

    private static UnusableModelException NoColumn(string name, RowTable rows) => new(
        $"The model takes a column '{name}', and the data has "
            + $"{string.Join(", ", rows.Columns.OfType<RowColumn.Numbers>().Select(one => one.Name))} with numbers.");
}
