using System.Collections.Immutable;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Coalmine.Learning.Arms;

/// <summary>
/// A model that ML.NET saved. It answers yes or no (a Boolean <c>PredictedLabel</c> with <c>Probability</c>, or with <c>Score</c>, taken for log-odds) or
/// names classes (a <c>PredictedLabel</c> that is a key with names or a text, with one <c>Score</c> a class).
/// </summary>
internal sealed class MlNetModel : LearnedModel
{
    private const string Label = "PredictedLabel";
    private readonly ITransformer _model;
    private readonly DataViewSchema _asked;

    private MlNetModel(ITransformer model, DataViewSchema asked) => (_model, _asked) = (model, asked);

    public static MlNetModel Open(byte[] bytes)
    {
        try
        {
            using MemoryStream stream = new(bytes);
            ITransformer model = new MLContext(seed: 1).Model.Load(stream, out DataViewSchema asked);
            return asked is null
                ? throw new UnusableModelException("The model does not say which columns it takes. Save it with the schema of its data.")
                : new MlNetModel(model, asked);
        }
        catch (Exception problem) when (problem is not UnusableModelException)
        {
            throw new UnusableModelException("This is no model that ML.NET saved. Save one with `context.Model.Save(model, schema, file)`.", problem);
        }
    }

    /// <inheritdoc/>
    internal override ModelAnswers Answer(RowTable rows)
    {
        IDataView answers = Transform(new RowView(rows, _asked));
        if (answers.Schema.GetColumnOrNull(Label) is not { } said)
            throw new UnusableModelException($"The model answers with no class: there is no column {Label}. Give a model that classifies.");
        if (said.Type is BooleanDataViewType)
            return YesOrNo(answers);
        if (answers.Schema.GetColumnOrNull("Score") is not { Type: VectorDataViewType { ItemType: NumberDataViewType } })
            throw new UnusableModelException("The model says no number a class: there is no column Score with one. Give a model that classifies.");
        return new ModelAnswers.Named(
            Names(answers, said), [.. answers.GetColumn<VBuffer<float>>("Score").Select(scores => (double)scores.DenseValues().Max())]);
    }

    private IDataView Transform(RowView rows)
    {
        try
        {
            return _model.Transform(rows);
        }
        catch (Exception problem) when (problem is ArgumentException or InvalidOperationException)
        {
            throw new UnusableModelException($"The data does not fit the model: {problem.Message.Split('\n')[0].Trim()}", problem);
        }
    }

    private static ModelAnswers.YesOrNo YesOrNo(IDataView answers)
    {
        ImmutableArray<bool> said = [.. answers.GetColumn<bool>(Label)];
        if (answers.Schema.GetColumnOrNull("Probability") is not null)
            return new ModelAnswers.YesOrNo(said, [.. answers.GetColumn<float>("Probability").Select(each => (double)each)]);
        if (answers.Schema.GetColumnOrNull("Score") is null)
            throw new UnusableModelException("The model says yes or no, and not how sure it is: there is no column Probability or Score.");
        return new ModelAnswers.YesOrNo(said, [.. answers.GetColumn<float>("Score").Select(score => 1 / (1 + Math.Exp(-score)))]);
    }

    private static ImmutableArray<string> Names(IDataView answers, DataViewSchema.Column said)
    {
        if (said.Type is TextDataViewType)
            return [.. answers.GetColumn<ReadOnlyMemory<char>>(Label).Select(name => name.ToString())];
        if (said.Type is not KeyDataViewType || said.Annotations.Schema.GetColumnOrNull("KeyValues") is null)
            throw new UnusableModelException($"The model's answer, {Label}, is {said.Type}; only yes or no, texts, and keys with names are classes.");
        VBuffer<ReadOnlyMemory<char>> names = default;
        said.GetKeyValues(ref names);
        ReadOnlyMemory<char>[] known = [.. names.DenseValues()];
        return [.. answers.GetColumn<uint>(Label).Select(key => key == 0 ? "" : known[key - 1].ToString())];
    }
}
