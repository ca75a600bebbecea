function f(){
import {msg as t} from '@lit/\u006cocalize'; t('e');
}
