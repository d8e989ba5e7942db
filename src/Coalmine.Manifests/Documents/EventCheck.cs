using Coalmine.Manifests.Diagnostics;
using YamlDotNet.Core.Events;

namespace Coalmine.Manifests.Documents;

/// <summary>Holds the limits on a stream of YAML events.</summary>
/// <param name="isForeign">
/// Whether the file is another system's, in which several documents, anchors, aliases and tags are usual; what aliases stand for is then counted by
/// <see cref="AliasTable"/>.
/// </param>
internal sealed class EventCheck(bool isForeign)
{
    private int _depth;
    private int _nodes;
    private int _documents;

    /// <summary>Looks at the next event and says whether the text must be refused here.</summary>
    public bool TryRefuse(ParsingEvent current, out Message message)
    {
        message = default;
        switch (current)
        {
            case DocumentStart when ++_documents > 1 && !isForeign:
                message = Messages.SeveralDocuments;
                return true;
            case AnchorAlias when !isForeign:
                message = Messages.Alias;
                return true;
            case NodeEvent { Anchor.IsEmpty: false } when !isForeign:
                message = Messages.Alias;
                return true;
            case NodeEvent { Tag: { IsEmpty: false, IsNonSpecific: false } tag } when !isForeign:
                message = Messages.Tag(tag.Value);
                return true;
            case NodeEvent when ++_nodes > YamlLimits.Nodes:
                message = Messages.TooManyNodes(YamlLimits.Nodes);
                return true;
            case SequenceStart or MappingStart when ++_depth > YamlLimits.Depth:
                message = Messages.TooDeep(YamlLimits.Depth);
                return true;
            case SequenceEnd or MappingEnd:
                _depth--;
                return false;
            default:
                return false;
        }
    }
}
